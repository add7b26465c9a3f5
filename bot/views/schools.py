"""schools"""

from typing import Any

VIEWS: dict[type, Any] = {}
