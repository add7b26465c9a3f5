"""E-mails as they are stored (EML)."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from bot.content.files import MessageFile
from bot.content.media.settled import filler, items, moment

_BOUNDARY = "=_tremplin"


def make(spec: MessageFile) -> bytes:
    """A message with its headers, the most recent `Received` first, as they are written."""
    message = EmailMessage(policy=SMTP)
    for line in items(spec.received or ()):
        message["Received"] = line
    message["From"] = formataddr((spec.from_name, spec.from_address))
    if spec.reply_to:
        message["Reply-To"] = spec.reply_to
    message["To"] = spec.to
    message["Subject"] = spec.subject
    message["Date"] = format_datetime(moment(spec.date))
    message.set_content(spec.body)
    if spec.html:
        message.add_alternative(spec.html, subtype="html")
    if spec.attachment:
        size = int(spec.attachment.size or 1000)
        message.add_attachment(
            filler(size), maintype="application", subtype="octet-stream", filename=spec.attachment.name
        )
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"{_BOUNDARY}{number}")
    return message.as_bytes()
