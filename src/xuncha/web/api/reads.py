"""What the API reads beside what has a page of its own: parts of persons, plans, teams and tasks; settings; accounts."""

from dataclasses import dataclass

from xuncha.records.accounts import queries as accounts
from xuncha.records.ledgers import queries as ledgers
from xuncha.records.people import queries as people
from xuncha.records.policy import queries as policy
from xuncha.records.pool import queries as kept
from xuncha.records.rectification import queries as rectification
from xuncha.records.rounds import queries as rounds
from xuncha.records.screening import queries as screening
from xuncha.records.staffing import queries as staffing
from xuncha.records.teams import pool
from xuncha.records.teams import queries as teams
from xuncha.web.components.reads import Found, Read, placed


@dataclass(frozen=True)
class Part(Read):
    """Something read by the permission of what it is a part of."""

    of: str = ""

    @property
    def permission(self) -> str:
        """What it takes to read the whole."""
        return f"{self.of or self.name}.view"


def _held(kind: str) -> Found:
    return placed(lambda reached: people.held(kind, reached), "person.view")


POST = Part("post", "people.post", _held("post"), "person")
SCHOOLING = Part("schooling", "people.schooling", _held("schooling"), "person")
KINSHIP = Part("kinship", "people.kinship", _held("kinship"), "person")
HOME = Part("home", "people.home", _held("home"), "person")
TRAINING = Part("training", "pool.training", lambda user: kept.trainings(pool.dossiers(user)), "dossier")
PROOF = Part("proof", "pool.skillproof", lambda user: kept.proofs(pool.dossiers(user)), "dossier")
ABSENCE = Part("absence", "pool.absence", lambda user: kept.absences(pool.dossiers(user)), "dossier")
APPRAISAL = Part("appraisal", "teams.appraisal", pool.appraisals)
TERM = Part("term", "rounds.term", rounds.terms)
PLAN_LINE = Part("plan_line", "rounds.planline", rounds.plan_lines, "plan")
MEMBER = Part("member", "teams.member", pool.known_members, "team")
CONFLICT = Part("conflict", "teams.conflict", teams.conflicts, "tie")
WAIVER = Part("waiver", "teams.waiver", teams.waivers)
OBJECTION = Part("objection", "teams.objection", teams.objections)
STAFFING = Part("staffing", "rounds.round", staffing.rounds)
STAFFING_ATTEMPT = Part("staffing_attempt", "staffing.attempt", staffing.attempts, "staffing")
STAFFING_WISH = Part("staffing_wish", "staffing.wish", staffing.wishes, "staffing")
STAFFING_GUEST = Part("staffing_guest", "teams.guest", staffing.guests, "staffing")
MEASURE = Part("measure", "rectification.measure", rectification.measures, "task")
LEDGER_MONTH = Part("ledger_month", "ledgers.ledgermonth", ledgers.months, "ledger")
TAXONOMY = Part("taxonomy", "policy.taxonomynode", lambda user: policy.nodes_in_force())
EDITION = Part("edition", "policy.taxonomyedition", lambda user: policy.editions(), "taxonomy")
SCHEME = Part("scheme", "policy.scoringscheme", lambda user: policy.all_schemes())
EXPOSURE = Part("exposure", "people.jurisdiction", lambda user: people.jurisdictions(), "policy")
DEADLINE = Part("deadline", "policy.deadlinesetting", policy.deadlines)
ACCOUNT = Part("account", "accounts.user", accounts.accounts)
FLAG = Part("flag", "screening.flag", screening.flags)
SCREENING = Part("screening", "screening.screening", screening.screenings, "flag")
ALERT = Part("alert", "screening.alert", screening.alerts)
WATCH = Part("watch", "rectification.watch", rectification.watches)
IDENTITY = Part("identity", "screening.identity", screening.identities, "flag")
RULE_SETTING = Part("rule_setting", "screening.rulesetting", screening.rule_settings, "ledger_rule")
OWN_RULE = Part("own_rule", "screening.ownrule", screening.own_rules, "ledger_rule")
