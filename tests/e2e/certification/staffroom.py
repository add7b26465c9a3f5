"""The adults of a sitting: who prepares and judges it, and who watches over it."""

import re
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.e2e.cast import words
from tests.e2e.certification.candidates import Candidate
from tests.e2e.certification.hall import Phone

_CODE = r"([A-Z]{3}) ([A-Z]{3}) (\d{3})"


class Organiser:
    """Mme Diallo: before and after the day."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    async def prepares(self, rules: str, day: str, room: str = "Salle 204") -> None:
        """From her home to the summary of the draft."""
        await self.phone.writes("/enseignant")
        await self.phone.sees("Espace enseignant")
        await self.phone.taps("Certifications blanches")
        await self.phone.sees("se prépare en deux minutes")
        await self.phone.taps("Nouvelle session")
        await self.phone.sees("Quelle règle")
        await self.phone.taps(rules)
        await self.phone.sees("Quelles classes")  # the only one she has is chosen
        await self.phone.taps("Continuer")
        await self.phone.sees("Quel jour")
        await self.phone.writes(day)
        await self.phone.sees("Dans quelle salle")
        await self.phone.writes(room)
        await self.phone.sees("Brouillon")

    async def gives_a_third_more(self, line: str) -> None:
        """«MARTIN Léa» has the right to it."""
        await self.phone.taps("🎓 Candidats")
        await self.phone.sees("Touchez un nom")
        await self.turns_to(line)
        await self.phone.taps(line)
        await self.phone.sees("1 h 45")
        await self.phone.taps("Tiers temps")
        await self.phone.sees("tiers temps")
        await self.phone.taps("⬅️ Candidats")
        await self.phone.sees("Temps en plus : 1")
        await self.phone.taps("⬅️ La session")
        await self.phone.sees("Brouillon")

    async def turns_to(self, line: str) -> None:
        """Turn pages until a name is there."""
        for _ in range(8):
            if await self.phone.offers(line):
                return
            await self.phone.presses("▶️")
            await self.phone.sees("Page")
        raise AssertionError(f"no {line}:\n{await self.phone.transcript(1)}")

    async def announces(self) -> tuple[str, str]:
        """The access code, and that of invigilators."""
        await self.phone.taps("Annoncer")
        await self.phone.sees("C'est annoncé")
        await self.phone.taps("Codes et feuille")
        found = re.findall(_CODE, words(await self.phone.sees("Codes de la session d'entraînement")))
        access, staff = ("".join(each) for each in found)
        return access, staff

    # The jury

    async def opens_the_jury(self) -> str:
        await self.phone.writes("/enseignant")
        await self.phone.sees("Espace enseignant")
        await self.phone.taps("Certifications blanches")
        await self.phone.sees("Certifications blanches")
        await self.phone.taps("Salle 204")
        await self.phone.sees("Session d'entraînement")
        await self.phone.taps("Résultats et jury")
        return words(await self.phone.sees("Jury de la certification blanche"))

    async def confirms_all(self) -> None:
        """Those without incident at once, the others one by one."""
        if await self.phone.offers("Confirmer sans incident"):
            await self.phone.taps("Confirmer sans incident")
            await self.phone.sees("sans incident ni signal")
            await self.phone.taps("Oui, confirmer")
            await self.phone.sees("Jury de la certification blanche")
        while (name := await self._undecided()) is not None:
            await self.phone.presses(re.escape(name))
            await self.phone.sees("à décider")
            while True:
                await self.phone.taps("✅ Confirmer")
                await self.phone.sees("décidé")
                if not await self.phone.offers("Le suivant à décider"):
                    break
                await self.phone.taps("Le suivant à décider")
                await self.phone.sees("à décider")
            await self.phone.taps("⬅️ La liste")
            await self.phone.sees("Jury de la certification blanche")

    async def _undecided(self) -> str | None:
        """The first candidate to decide on of the page."""
        for _ in range(8):
            said = words(await self._screen())
            if found := re.search(r"🔸 (.+?), ", said):
                return found[1]
            if "À décider" not in said:
                return None
            await self.phone.presses("▶️")
            await self.phone.sees("Page")
        raise AssertionError(await self.phone.transcript(1))

    async def _screen(self) -> dict[str, object]:
        """The newest message with buttons."""
        every = await self.phone.messages()
        return next(each for each in reversed(every) if "reply_markup" in each)

    async def looks_at(self, candidate: Candidate) -> str:
        """The jury's page about one."""
        await self.opens_the_jury()
        line = f"{candidate.line.family_name} {candidate.name}"
        await self.turns_to(line)
        await self.phone.presses(re.escape(line))
        return words(await self.phone.sees("Certification blanche"))

    async def neutralises(self, candidate: Candidate, number: int) -> str:
        """One question of one candidate; what she is told will change."""
        await self.looks_at(candidate)
        await self.phone.taps("Questions et réponses")
        await self.phone.sees("questions et réponses")
        while not await self._has(number):
            await self.phone.presses("▶️")
            await self.phone.sees("questions et réponses")
        await self.phone.presses(rf"\S+ {number}")
        await self.phone.sees(f"Question {number} ")
        await self.phone.presses("🧮 Neutraliser")
        said = words(await self.phone.sees(f"Neutraliser la question {number}"))
        await self.phone.taps("Oui, neutraliser")
        await self.phone.sees("Neutralisée")
        return said

    async def _has(self, number: int) -> bool:
        return await self.phone.offers(f" {number}")

    async def publishes(self) -> str:
        await self.opens_the_jury()
        await self.phone.taps("📣 Publier")
        await self.phone.sees("Publier les résultats ?")
        await self.phone.taps("Oui, publier")
        return words(await self.phone.sees("C'est publié"))

    async def exports(self) -> Workbook:
        await self.phone.taps("📤 Excel")
        message = await self.phone.sees("Résultats de la certification blanche")
        return load_workbook(BytesIO(await self.phone.file(message)))


class Invigilator:
    """M. Roy: on the day, by the code of invigilators."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.code = ""

    async def opens_the_list(self, code: str = "") -> str:
        """By the code, whenever he lost his way."""
        self.code = code or self.code
        await self.phone.writes(self.code)
        await self.phone.sees("Vous surveillez")
        await self.phone.taps("👁 Surveiller")
        return words(await self.phone.sees("candidats : "))

    async def marks_all_present(self, waiting: int) -> None:
        await self.opens_the_list()
        await self.phone.does("sb_seeall")
        await self.phone.sees(f"{waiting} présents")

    async def lets_all_start(self, count: int) -> None:
        await self.phone.does("sb_allask")
        await self.phone.sees(f"Faire commencer {count} candidats")
        await self.phone.does("sb_allowall")
        await self.phone.sees(f"{count} peuvent commencer")

    async def opens_page_of(self, candidate: Candidate) -> str:
        """A candidate's page, from the list."""
        await self.opens_the_list()
        given = re.escape(candidate.name)
        for _ in range(8):
            if any(re.fullmatch(rf"\d+ {given}", each) for each in await self._labels()):
                break
            await self.phone.presses("▶️")
            await self.phone.sees("Page")
        await self.phone.presses(rf"\d+ {given}")
        return words(await self.phone.sees("en tout"))

    async def _labels(self) -> list[str]:
        rows = [
            row
            for message in (await self.phone.messages())[-1:]
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        ]
        return [button["text"] for row in rows for button in row]

    async def lets_start(self, candidate: Candidate) -> None:
        """One who came late: seen, and let begin."""
        await self.opens_page_of(candidate)
        await self.phone.does("sb_see")
        await self.phone.sees("présent")
        await self.phone.does("sb_allow")
        await self.phone.sees("peut commencer")

    async def withdraws(self, candidate: Candidate) -> None:
        """«Retirer la question», on the alert that came."""
        await self.phone.does("sb_out")
        await self.phone.sees("question retirée")
        candidate.may_go_on()

    async def refuses(self, candidate: Candidate) -> None:
        """The question stays."""
        await self.phone.does("sb_keep")
        await self.phone.sees("question gardée")
        candidate.may_go_on()

    async def lets_in(self) -> None:
        """The other phone of the alert."""
        await self.phone.does("sb_let")
        await self.phone.sees("Accepté")

    async def gives_a_break_to_all(self, candidates: list[Candidate]) -> None:
        await self.opens_the_list()
        await self.phone.does("sb_restall")
        await self.phone.sees(f"{len(candidates)} en pause")
        for each in candidates:
            each.is_stopped()

    async def ends_the_break(self, candidates: list[Candidate]) -> None:
        await self.phone.does("sb_backall")
        await self.phone.sees(f"{len(candidates)} vont reprendre")
        for each in candidates:
            each.may_go_on()

    async def ends_for_a_breakdown(self, candidate: Candidate) -> None:
        await self.opens_page_of(candidate)
        await self.phone.does("sb_endask")
        await self.phone.sees("Terminer pour")
        await self.phone.taps("Oui, problème technique")
        await self.phone.sees("problème technique")

    async def closes(self) -> None:
        await self.opens_the_list()
        await self.phone.does("sb_closeask")
        await self.phone.sees("Clore la session ?")
        await self.phone.does("sb_close")
        await self.phone.sees("ession est close")
