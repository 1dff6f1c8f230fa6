"""Each published way of faking rectification is caught on data, and its honest twin is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xuncha.domain.authenticity import catalogue, check_plan, check_task, reasons_for_trust, subject_of
from xuncha.domain.authenticity.examples import EXAMPLES, HONEST, PLAN
from xuncha.domain.authenticity.learning import Answered, propose
from xuncha.domain.authenticity.registers import RegisterNumber, registers
from xuncha.domain.authenticity.rule import Limit
from xuncha.domain.authenticity.wording import concrete, nobody, only_a_result
from xuncha.domain.authenticity.words import DoubtState, RefundAccount, Subject, yuan
from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.organisations import UnitKind


def raised(dossier: object) -> list[str]:
    found = check_plan(dossier) if dossier.__class__ is PLAN.__class__ else check_task(dossier)  # type: ignore[arg-type]
    return [each.rule.code for each in found]


def caught(code: str) -> bool:
    """Whether the rule speaks of the example, and no rule at all of its honest twin."""
    example = EXAMPLES[code]
    return code in raised(example.caught) and raised(example.honest) == []


def test_01_tonglu_costs_charged_to_a_subordinate_in_the_month_the_period_ended() -> None:
    assert caught("Z1")


def test_02_chengmai_a_rule_older_than_the_feedback_and_never_discussed() -> None:
    assert caught("Z2")


def test_03_jiangcheng_rent_said_to_be_recovered_and_only_promised() -> None:
    assert caught("Z3")


def test_04_peoples_congress_office_four_of_seven_called_knew_nothing() -> None:
    assert caught("Z4")


def test_05_jingyang_double_claims_refunded_into_the_bureaus_own_account() -> None:
    assert caught("Z5")


def test_06_jingyang_results_written_where_measures_belong() -> None:
    assert caught("Z6")


def test_07_huangshan_a_former_temporary_worker_has_not_repaid() -> None:
    assert caught("Z7")


def test_08_chishui_nothing_begun_for_months_after_the_plan() -> None:
    assert caught("Z8")


def test_09_wangmo_long_overdue_without_an_extension() -> None:
    assert caught("Z9")


def test_10_huaxi_no_plan_at_all() -> None:
    assert caught("Z10")


def test_11_hetang_named_last_round_and_still_there() -> None:
    assert caught("Z11")


def test_12_pinghe_a_party_group_meeting_of_which_there_is_no_record() -> None:
    assert caught("Z12")


def test_13_longquanyi_a_fresh_print_of_a_backdated_approval() -> None:
    assert caught("Z13")


def test_14_neijiang_reports_nearly_alike() -> None:
    assert caught("Z14")


def test_15_weixi_a_report_without_data_or_example() -> None:
    assert caught("Z15")


def test_16_and_the_seeds_second_only_subordinates_held_to_account() -> None:
    assert caught("Z16")


def test_17_nanling_opened_again_by_the_look_back_and_sent_in_unchanged() -> None:
    assert caught("Z17")


def test_18_hubei_most_of_what_was_due_is_still_open() -> None:
    assert caught("Z18")


def test_the_seeds_first_the_head_is_left_out() -> None:
    assert caught("Z19")


def test_the_seeds_third_everything_accepted_and_nothing_promised() -> None:
    assert caught("Z20")


def test_the_seeds_fourth_the_same_again_after_it_was_called_done() -> None:
    assert caught("Z21")


def test_document_numbers_out_of_turn() -> None:
    assert caught("Z22")


def test_one_file_in_two_units() -> None:
    assert caught("Z23")


def test_everything_sent_in_on_the_last_day() -> None:
    assert caught("Z24")


def test_a_long_silence() -> None:
    assert caught("Z25")


def test_a_serious_finding_cured_in_four_days() -> None:
    assert caught("Z26")


def test_satisfaction_out_of_line_with_facts() -> None:
    assert caught("Z27")


def test_every_rule_has_a_number_of_its_own_a_source_and_an_example() -> None:
    codes = [rule.code for rule in catalogue()]
    assert codes == [f"Z{number}" for number in range(1, 28)]
    assert set(codes) == set(EXAMPLES)
    assert all(rule.version == 1 and str(rule.source) and rule.meaning and rule.honest for rule in catalogue())


def test_the_published_patterns_keep_their_numbers() -> None:
    for rule in catalogue()[:18]:
        assert f"第{rule.code[1:]}种" in str(rule.source)


def test_no_rule_speaks_of_what_was_rectified_as_it_should_be() -> None:
    assert raised(HONEST) == []
    assert raised(PLAN) == []
    assert len(reasons_for_trust(HONEST)) == 6


def test_doubts_and_reasons_for_trust_stand_side_by_side() -> None:
    told = [str(reason) for reason in reasons_for_trust(EXAMPLES["Z16"].caught)]
    assert "申报追缴12,000元已足额到账，附缴款凭证1份" in told
    assert not any("本级" in reason for reason in told)


@pytest.mark.parametrize("rule", [rule for rule in catalogue() if rule.limits], ids=lambda rule: rule.code)
def test_a_threshold_out_of_reach_silences_its_rule(rule: object) -> None:
    limit = rule.taught() or rule.limits[0]  # type: ignore[attr-defined]
    beyond = limit.least - 10**12 if limit.falling else limit.most + 10**12
    if rule.code in ("Z11", "Z17", "Z23"):  # type: ignore[attr-defined]
        beyond = 0  # years back, files, units: the smaller, the quieter
    check = check_plan if subject_of(rule) is Subject.PLAN else check_task  # type: ignore[arg-type]
    found = check(EXAMPLES[rule.code].caught, {rule.code: {limit.name: beyond}})  # type: ignore[attr-defined,operator]
    assert rule.code not in [each.rule.code for each in found]  # type: ignore[attr-defined]


class TestMoney:
    def test_a_company_may_take_back_its_own_money(self) -> None:
        bureau = EXAMPLES["Z5"].caught
        assert raised(replace(bureau, unit_kind=UnitKind.COMPANY)) == []

    def test_a_part_that_came_in_is_told_with_its_amount(self) -> None:
        part = replace(HONEST, claimed_fen=1_000_000, received_fen=600_000)
        assert str(check_task(part)[0].reasons[0]) == "申报追缴10,000元，到账6,000元"
        assert check_task(part)[0].measure == 40

    def test_money_that_came_in_without_any_receipt(self) -> None:
        assert raised(replace(HONEST, evidence=HONEST.evidence[1:])) == ["Z3"]

    def test_nobody_is_doubted_while_still_at_work(self) -> None:
        working = replace(EXAMPLES["Z3"].caught, state="open", submitted_on=None, on=date(2026, 5, 1))
        assert raised(working) == []

    def test_amounts_are_told_to_the_cent(self) -> None:
        assert [str(yuan(fen)) for fen in (1_900_000, 50, 123_456)] == ["19,000元", "0.5元", "1,234.56元"]


class TestLevels:
    def test_a_finding_that_was_the_subordinates_duty_is_answered_there(self) -> None:
        below = replace(EXAMPLES["Z16"].caught, blamed=frozenset({DutyHolderKind.SUBORDINATE}))
        assert raised(below) == []

    def test_without_names_the_numbers_the_unit_gave_are_used(self) -> None:
        assert raised(replace(HONEST, dealt_with=3, own_level_dealt_with=0)) == ["Z16"]
        assert raised(replace(HONEST, dealt_with=3, own_level_dealt_with=1)) == []

    def test_a_head_who_carries_out_one_measure_takes_part(self) -> None:
        left_out = EXAMPLES["Z19"].caught
        measure = replace(left_out.measures[0], accountable=left_out.head)
        assert raised(replace(left_out, measures=(measure,))) == []


class TestWording:
    @pytest.mark.parametrize("text", ["高度重视，提高认识", "持续巩固，压实责任", "切实转变作风"])
    def test_a_resolve_is_not_an_act(self, text: str) -> None:
        assert not concrete(text)

    @pytest.mark.parametrize("text", ["退回补贴", "完善《财务管理办法》", "每月三次", "召开大会"])
    def test_an_act_a_figure_or_a_named_document_is(self, text: str) -> None:
        assert concrete(text)

    def test_a_result_with_its_act_is_no_mere_result(self) -> None:
        assert only_a_result("违规发放补贴问题已全部解决")
        assert not only_a_result("追缴补贴，问题已全部解决")

    def test_a_department_is_nobody(self) -> None:
        assert all(map(nobody, ("各科室", "", "办公室", "领导班子")))
        assert not any(map(nobody, ("杜衡", "陆明")))


def test_document_numbers_are_read_in_every_bracket() -> None:
    assert registers("水发〔2026〕12号、水发[2026]12号；林函（2025）第3号") == (
        RegisterNumber("水发", 2026, 12), RegisterNumber("林函", 2025, 3),
    )  # fmt: skip


def test_an_elapsed_day_changes_no_sentence() -> None:
    """An answered doubt must not come back every morning."""
    for code, example in EXAMPLES.items():
        check = check_plan if example.caught.__class__ is PLAN.__class__ else check_task
        today = [(each.rule.code, each.reasons) for each in check(example.caught)]
        tomorrow = check(replace(example.caught, on=example.caught.on + timedelta(days=1)))
        assert today == [(each.rule.code, each.reasons) for each in tomorrow], code


class TestLearning:
    DAYS = Limit("days", 30, "", least=1, most=365, learns=True)
    SHARE = Limit("percent", 80, "", least=10, most=100, learns=True, falling=True)

    @staticmethod
    def answered(explained: range, confirmed: tuple[int, ...] = ()) -> list[Answered]:
        false = [Answered(measure, DoubtState.EXPLAINED) for measure in explained]
        return false + [Answered(measure, DoubtState.CONFIRMED) for measure in confirmed]

    def test_few_false_alarms_teach_nothing(self) -> None:
        assert propose(self.DAYS, 30, self.answered(range(31, 38))) is None

    def test_a_proposal_spares_what_it_can_and_loses_nothing_confirmed(self) -> None:
        proposal = propose(self.DAYS, 30, self.answered(range(31, 51), (45, 200)))
        assert proposal is not None
        assert (proposal.value, proposal.spared, proposal.explained, proposal.kept) == (45, 14, 20, 2)

    def test_with_nothing_confirmed_a_quarter_keeps_being_raised(self) -> None:
        proposal = propose(self.DAYS, 30, self.answered(range(31, 51)))
        assert proposal is not None
        assert (proposal.value, proposal.spared) == (46, 15)

    def test_a_falling_threshold_goes_down(self) -> None:
        proposal = propose(self.SHARE, 80, self.answered(range(60, 80), (40,)))
        assert proposal is not None
        assert (proposal.value, proposal.spared) == (60, 20)

    def test_where_the_mildest_is_real_nothing_is_proposed(self) -> None:
        assert propose(self.DAYS, 30, self.answered(range(31, 51), (30,))) is None


def test_accounts_beyond_reproach_are_a_reason_for_trust() -> None:
    paid = EXAMPLES["Z5"].honest.refunds
    good = replace(HONEST, refunds=tuple(replace(each, account=RefundAccount.TREASURY) for each in paid))
    assert "2笔款项都进入国库、财政专户、集体或本人账户" in [str(reason) for reason in reasons_for_trust(good)]
