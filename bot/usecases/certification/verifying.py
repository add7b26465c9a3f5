"""«/verifier»: anybody checks a certificate by its code and name, without saying who they are.

Nothing that is typed is kept: between code and name only a salted digest of the code waits. A wrong code
and a wrong name are told alike, and many tries slow down (see `codes.wait_ms`), so that nobody can look for
codes, nor for people.
"""

import hmac
import re
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from hashlib import blake2b

from bot.store import certificates as rows
from bot.store.dialogs import Dialog
from bot.usecases import asking, codes
from bot.usecases.certification import candidacies
from bot.usecases.certification.certificates import LENGTH, PREFIX, Document, compared
from bot.usecases.certification.outcomes_result import (
    CertificateCodeAsked,
    CertificateNameAsked,
    CertificateUnknown,
    CertificateVerified,
    CertificateVoid,
    CertificateWait,
)
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

CODE, NAME = "sx_code", "sx_name"  # the kinds of dialog
_LONGEST = 300  # characters that are read
_LOOKS_LIKE = str.maketrans("BGSZIL1OQ0", "8652777DDD")  # what a hand or an eye puts for one of ALPHABET
_SIGN = "[A-Z0-9]"
_TYPED = re.compile(rf"[\W_]*(?:P[\W_]*)?({_SIGN}(?:[\W_]*{_SIGN}){{{LENGTH - 1}}})(?![^\W_])(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Seal:
    """A code that can be recognised and not read."""

    salt: str
    digest: str

    @classmethod
    def of(cls, code: str, salt: str = "") -> "_Seal":
        salt = salt or secrets.token_hex(blake2b.SALT_SIZE)
        return cls(salt, blake2b(code.encode(), salt=bytes.fromhex(salt)).hexdigest())

    def is_of(self, code: str) -> bool:
        return hmac.compare_digest(self.digest, _Seal.of(code, self.salt).digest)


def verify(turn: Turn, text: str) -> list[Outcome]:
    """A code, and maybe the name after it; what is missing is asked."""
    asking.answered(turn)
    if wait := codes.wait_ms(turn):
        return [CertificateWait(wait)]
    code, name = _read(text)
    if code is None:
        asking.ask(turn, CODE)
        return [CertificateCodeAsked(unreadable=bool(text.strip()))]
    if compared(name):
        return _checked(turn, _Seal.of(code), name)
    asking.ask(turn, NAME, **asdict(_Seal.of(code)))
    return [CertificateNameAsked()]


def named(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The name that was asked for after a code."""
    asking.answered(turn)
    if wait := codes.wait_ms(turn):
        return [CertificateWait(wait)]
    return _checked(turn, _Seal(**dialog.about), text)


def _read(text: str) -> tuple[str | None, str]:
    """The code at the beginning of a text as it is kept, None without one; and what follows it."""
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", text[:_LONGEST]).upper())
    if found is None:
        return None, ""
    signs = "".join(each for each in found[1] if each.isalnum()).translate(_LOOKS_LIKE)
    return PREFIX + signs, found[2]


def _checked(turn: Turn, seal: _Seal, name: str) -> list[Outcome]:
    """What a code and a name come to, together."""
    every = rows.of_name(turn.tx, compared(name[:_LONGEST]))
    found = next((each for each in every if seal.is_of(each.code)), None)
    if found is None:
        codes.led_nowhere(turn)
        return [CertificateUnknown()]
    if found.voided_at is not None:
        return [CertificateVoid()]
    document = Document.from_json(found.document)
    return [CertificateVerified(document, candidacies.certificate_line(turn, found))]
