"""A local Telegram for demos and tests: Bot API, control API and chat page, on 127.0.0.1 only."""
