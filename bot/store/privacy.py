"""What schools keep about a person, for the copy of their data: every table that knows the person."""

from dataclasses import dataclass

from bot.store.base import Tx, Value


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that is kept: its name, the statement that reads it, and what its columns are called.

    A column ending in `_at` is a moment in UTC milliseconds, one ending in `_json` is JSON text; both lose
    the ending in the copy.
    """

    name: str
    statement: str
    columns: tuple[str, ...]


def _section(name: str, statement: str, columns: str) -> Section:
    return Section(name, statement, tuple(columns.split()))


SECTIONS = (
    _section("établissements", "kept_memberships", "établissement rôle nom depuis_at retiré_at"),
    _section("opérateur", "kept_operator", "depuis_at"),
    _section(
        "invitations_faites", "kept_invitations_made", "établissement rôle faite_at expire_at suivie_at"
    ),
    _section("invitations_suivies", "kept_invitations_used", "établissement rôle suivie_at"),
    _section("classes_enseignées", "kept_classes_taught", "établissement classe depuis_at"),
    _section("parcours_menés", "kept_campaigns_led", "établissement parcours depuis_at"),
    _section("classes", "kept_classes_joined", "établissement classe prénom nom rejointe_at mis_de_côté_at"),
    _section("demandes_de_classe", "kept_join_requests", "établissement classe nom demandé_at"),
    _section("enfants_suivis", "kept_guardianships", "établissement classe prénom depuis_at"),
    _section("responsables", "kept_guardians_of", "établissement classe depuis_at"),
    _section(
        "parcours",
        "kept_participations",
        "établissement parcours numéro nom essai début_at fin_at envoyé_at en_retard maîtrise résultat_json",
    ),
    _section("relances", "kept_nudges", "établissement parcours le_at"),
    _section("rappels", "kept_notices", "établissement sujet parcours à_dire_at fin_at issue"),
    _section("rappels_aux_responsables", "kept_notices_about", "sujet parcours le_at"),
    _section(
        "choix_pour_les_rappels", "kept_preferences", "heures_json semaine arrêtés_at pause_at dernier_at"
    ),
    _section("rappels_arrêtés", "kept_muted", "parcours depuis_at"),
    _section("invitations_de_responsables", "kept_guardian_invitations", "faite_at expire_at suivie_at"),
    _section("invitations_de_responsables_suivies", "kept_guardian_invitations_used", "suivie_at"),
    _section("responsables_invités", "kept_followers_of", "depuis_at"),
    _section("élèves_suivis", "kept_followed", "prénom depuis_at"),
    _section("résultats_montrés", "kept_results_shared", "parcours le_at"),
    _section("sessions_menées", "kept_sittings_run", "établissement session_at rôle depuis_at"),
    _section("tableaux_de_session", "kept_boards", "établissement session_at vu_at"),
    _section("alertes_de_session", "kept_alerts", "établissement session_at"),
    _section(
        "certifications_blanches",
        "kept_candidacies",
        "établissement session_at annulée_at salle temps_en_plus entrée_at règles_acceptées_at présence_at "
        "début_at fin_at fin_par résultat_json publié_at montré_at",
    ),
    _section("demandes_d_entrée", "kept_entry_requests", "établissement session_at le_at"),
    _section("incidents", "kept_incidents", "session_at question sujet texte le_at décision décidé_at"),
    _section("incidents_décidés", "kept_incidents_decided", "session_at sujet décision décidé_at"),
    _section("décisions_du_jury", "kept_rulings", "session_at décision question texte le_at"),
    _section("décisions_prises", "kept_rulings_made", "session_at décision le_at"),
    _section(
        "certificats", "kept_certificates", "code nom contenu_json fait_at valable_jusqu_à_at annulé_at"
    ),
    _section("messages_envoyés", "kept_broadcasts_made", "établissement texte état créé_at début_at fin_at"),
    _section("messages_reçus", "kept_broadcasts_got", "établissement texte nom état le_at"),
    _section("groupes", "kept_groups", "groupe ajouté_at quitté_at"),
    _section("question_en_cours", "kept_dialog", "question contexte_json"),
    _section("codes_faux", "kept_wrong_codes", "essais dernier_at"),
)


def kept(tx: Tx, section: Section, person_id: int) -> list[tuple[Value, ...]]:
    """The rows of a section about a person, each in the order of its columns."""
    return tx.all(section.statement, lambda *row: row, person_id=person_id)
