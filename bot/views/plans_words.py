"""The words of reminders' plans: delays, and what becomes of each reminder."""

from collections.abc import Sequence

from bot.content.typography import typeset
from bot.usecases.campaigns.dates import in_full
from bot.usecases.reminders.offsets import DelayFault
from bot.usecases.reminders.outcomes_plans import About, Line, LineState, PlanNotice, Quiet, Sent, Who
from bot.usecases.reminders.plans import FARTHEST, MOST

_QUIET = {Quiet.WEEKEND: "week-end", Quiet.DAY_OFF: "jour sans école"}
_GOES = {
    LineState.PLANNED: "🔔 {at} ({delay})",
    LineState.EARLIER: "🔔 {at} ({delay}, avancé : {quiet})",
    LineState.LATER: "🔔 {at} ({delay}, reporté : {quiet})",
    LineState.PAST: "▫️ {Delay} : c'est déjà passé",
    LineState.TOO_LATE: "▫️ {Delay} : trop près de la date limite",
    LineState.QUIET: "▫️ {Delay} : aucun message ({quiet})",
    LineState.DOUBLED: "▫️ {Delay} : le même jour qu'un autre",
    LineState.BEFORE_OPENING: "▫️ {Delay} : le parcours n'est pas encore ouvert",
}
_FAULTS = {
    DelayFault.UNREADABLE: "Je ne lis pas de délai ici.",
    DelayFault.SEVERAL: "Écrivez un seul délai à la fois, en jours entiers.",
    DelayFault.ZERO: "Pour le jour même, touchez «Matin du dernier jour», sur l'écran d'avant.",
    DelayFault.NEGATIVE: "Un rappel part avant la date limite : écrivez un nombre de jours, sans signe.",
    DelayFault.HOURS: "Les rappels se comptent en jours : écrivez «1 jour».",
    DelayFault.TOO_LONG: f"C'est trop tôt : {FARTHEST} jours avant la date limite au plus.",
}
_A_DAY_AT_LEAST = "Les responsables sont prévenus un jour avant, ou plus : écrivez «1 jour»."
_NOTICES = {
    PlanNotice.ADDED: "✅ C'est ajouté : {delay}.",
    PlanNotice.THERE: "Ce rappel est déjà là : {delay}.",
    PlanNotice.FULL: f"{MOST} rappels au plus : enlevez-en un d'abord.",
    PlanNotice.USUAL: "↩️ Ce sont de nouveau les rappels habituels.",
    PlanNotice.SILENT: "🔕 Plus aucun rappel ne part pour ce parcours.",
    PlanNotice.WORDS: "💬 Votre mot est dans chaque rappel.",
    PlanNotice.NO_WORDS: "💬 Votre mot est enlevé.",
    PlanNotice.SHOWN: "📊 Les responsables reçoivent les résultats.",
    PlanNotice.HIDDEN: "📊 Les responsables ne reçoivent pas les résultats.",
}


def delay(days: int) -> str:
    """«3 jours avant», «le dernier matin»."""
    if not days:
        return "le dernier matin"
    return f"{days} jour{'s' if days > 1 else ''} avant"


def delays(chosen: Sequence[int]) -> str:
    """«7, 3 et 1 jours avant, et le dernier matin»; «aucun» for none."""
    days = [str(each) for each in sorted(chosen, reverse=True) if each]
    before = " et ".join([", ".join(days[:-1]), days[-1]] if days[1:] else days)
    said = f"{before} jour{'' if days == ['1'] else 's'} avant" if days else ""
    if 0 not in chosen:
        return said or "aucun"
    return f"{said}, et le dernier matin" if said else "le dernier matin"


def goes(line: Line, about: About) -> str:
    """What becomes of one reminder, in a line of plain text."""
    at = in_full(line.at, about.zone, about.now_ms) if line.at is not None else ""
    quiet = _QUIET[line.quiet] if line.quiet else ""
    days = delay(line.days)
    said = _GOES[line.state].format(at=at, delay=days, Delay=days[0].upper() + days[1:], quiet=quiet)
    return typeset(said)


def went(sent: Sent, about: About) -> str:
    """What was sent on one day, in a line of plain text."""
    people = "élève" if sent.who is Who.PUPILS else "responsable"
    many = "s" if sent.people > 1 else ""
    at = in_full(sent.at, about.zone, about.now_ms)
    return typeset(f"✅ {at} : envoyé à {sent.people} {people}{many}")


def fault_words(fault: DelayFault, who: Who) -> str:
    """Why a text gives no delay, and what to do instead; plain text."""
    for_guardians = who is Who.GUARDIANS and fault in {DelayFault.ZERO, DelayFault.HOURS}
    return typeset(_A_DAY_AT_LEAST if for_guardians else _FAULTS[fault])


def notice_words(notice: PlanNotice | None, named: int = 0) -> str:
    """What has just been done, or why not; '' for nothing."""
    return typeset(_NOTICES[notice].format(delay=delay(named))) if notice else ""
