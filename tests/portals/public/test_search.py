"""Everyday words find the calculator that answers."""

import pytest
from django.test import Client

from gongyue.law.registry import RULES
from gongyue.portals.public.finding_rules import matching


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("没签合同", "double_wage"),
        ("公司一直不签劳动合同怎么办", "double_wage"),
        ("国庆加班三倍工资", "overtime_pay"),
        ("被辞退赔多少", "severance"),
        ("违法辞退", "dismissal_damages"),
        ("试用期可以几个月", "probation"),
        ("工资太低", "minimum_wage"),
        ("年假没休", "unused_leave_pay"),
        ("我有几天年假", "annual_leave"),
        ("公司不交社保", "insurance_registration"),
        ("社保交低了", "contribution_base"),
        ("什么时候退休", "retirement"),
        ("暑假工多大可以打工", "working_age"),
        ("天天加班", "overtime_limit"),
        ("干满十年", "open_ended"),
    ],
)
def test_everyday_words_find_the_rule(query: str, rule: str) -> None:
    assert rule in [found.name for found in matching(query)][:2]


SAID = (
    ("被辞退赔多少", "severance"),
    ("公司辞退我赔多少钱", "severance"),
    ("没签合同", "double_wage"),
    ("老板一直没跟我签合同", "double_wage"),
    ("合同没签怎么办", "double_wage"),
    ("没订合同能要双倍工资吗", "double_wage"),
    ("上班三个月没有签劳动合同", "double_wage"),
    ("老板不给加班费", "overtime_pay"),
    ("加班没给钱", "overtime_pay"),
    ("加班怎么算钱", "overtime_pay"),
    ("周末加班几倍工资", "overtime_pay"),
    ("国庆加班三倍吗", "overtime_pay"),
    ("法定假加班", "overtime_pay"),
    ("加班非", "overtime_pay"),
    ("怀孕被开除", "ending_lawfulness"),
    ("怀孕被辞退", "ending_lawfulness"),
    ("孕期公司把我炒了", "ending_lawfulness"),
    ("怀孕能不能辞退我", "ending_lawfulness"),
    ("生病住院被辞退", "ending_lawfulness"),
    ("试用期被辞退", "ending_lawfulness"),
    ("末位淘汰合法吗", "ending_lawfulness"),
    ("无故辞退", "dismissal_damages"),
    ("突然被开除", "dismissal_damages"),
    ("违法解除2n", "dismissal_damages"),
    ("违法解雇赔多少", "dismissal_damages"),
    ("炒鱿鱼赔偿", "dismissal_damages"),
    ("押金", "deposit_ban"),
    ("入职要交押金", "deposit_ban"),
    ("公司扣我身份证", "deposit_ban"),
    ("进厂要交钱", "deposit_ban"),
    ("服装费", "deposit_ban"),
    ("产假几天", "maternity_leave"),
    ("生孩子能休多久", "maternity_leave"),
    ("生娃放几天假", "maternity_leave"),
    ("流产有假吗", "maternity_leave"),
    ("双胞胎产假", "maternity_leave"),
    ("陪产假", "family_leave"),
    ("老婆生孩子我能休几天", "family_leave"),
    ("结婚有几天假", "family_leave"),
    ("爸爸去世请假", "family_leave"),
    ("育儿假", "family_leave"),
    ("试用期几个月", "probation"),
    ("试用期太长了", "probation"),
    ("延长试用期合法吗", "probation"),
    ("试用期工资打几折", "probation_pay"),
    ("试用期工资太少", "probation_pay"),
    ("干了十年想签长期合同", "open_ended"),
    ("连续续签两次", "open_ended"),
    ("无固定期限", "open_ended"),
    ("工资太低", "minimum_wage"),
    ("最低工资多少", "minimum_wage"),
    ("底薪太少", "minimum_wage"),
    ("小时工一小时多少钱", "minimum_hourly_wage"),
    ("钟点工工资", "minimum_hourly_wage"),
    ("天天加班受不了", "overtime_limit"),
    ("一个月最多加班多少小时", "overtime_limit"),
    ("加班上限", "overtime_limit"),
    ("单休合法吗", "weekly_rest"),
    ("连续上班没休息", "weekly_rest"),
    ("综合工时加班", "averaged_hours"),
    ("罚款扣工资", "wage_deduction"),
    ("打坏东西要赔多少", "wage_deduction"),
    ("老板扣我钱", "wage_deduction"),
    ("病假工资怎么算", "sick_pay"),
    ("生病请假有工资吗", "sick_pay"),
    ("停工没工资", "shutdown_pay"),
    ("厂里没活放假", "shutdown_pay"),
    ("待岗工资", "shutdown_pay"),
    ("老板欠我工资", "late_payment_damages"),
    ("拖欠工资怎么办", "late_payment_damages"),
    ("工资没发", "late_payment_damages"),
    ("老板不给工钱", "late_payment_damages"),
    ("老板不给工资", "late_payment_damages"),
    ("什么时候发工资", "wage_payment"),
    ("压一个月工资", "wage_payment"),
    ("高温补贴", "heat_allowance"),
    ("天太热有补贴吗", "heat_allowance"),
    ("医疗期多久", "medical_period"),
    ("病假能请多久", "medical_period"),
    ("年假几天", "annual_leave"),
    ("带薪年假", "annual_leave"),
    ("年假没休完", "unused_leave_pay"),
    ("没休年假折钱", "unused_leave_pay"),
    ("公司不交社保", "insurance_registration"),
    ("没给我上社保", "insurance_registration"),
    ("没上社保", "insurance_registration"),
    ("社保按最低基数交", "contribution_base"),
    ("社保基数太低", "contribution_base"),
    ("五险一金每月扣多少", "contributions"),
    ("社保个人交多少", "contributions"),
    ("竞业限制补偿", "non_compete_pay"),
    ("不能去同行上班", "non_compete_pay"),
    ("公司大裁员", "redundancy_threshold"),
    ("不开离职证明", "handover_duties"),
    ("离职社保转移", "handover_duties"),
    ("培训费违约金", "training_bond"),
    ("服务期没满要赔钱", "training_bond"),
    ("不想干了怎么走", "worker_ending"),
    ("辞职不批", "worker_ending"),
    ("老板不放人", "worker_ending"),
    ("被迫离职", "worker_ending"),
    ("违约金", "liquidated_damages"),
    ("什么时候能退休", "retirement"),
    ("延迟退休", "retirement"),
    ("暑假工要多大", "working_age"),
    ("童工", "working_age"),
    ("自愿放弃社保", "void_clauses"),
    ("工伤自负协议", "void_clauses"),
    ("劳务派遣", "dispatch_limits"),
    ("外包员工同工同酬", "dispatch_limits"),
    ("合同到期不续签赔吗", "severance"),
    ("工厂倒闭赔偿", "severance"),
    ("没签和同", "double_wage"),
    ("二陪工资", "double_wage"),
    ("经济补尝", "severance"),
    ("竟业限制", "non_compete_pay"),
)


@pytest.mark.parametrize(("query", "rule"), SAID)
def test_whatever_words_are_used_it_is_among_the_first_three(query: str, rule: str) -> None:
    assert rule in [found.name for found in matching(query)][:3]


def test_every_rule_is_found_by_a_word_of_its_own() -> None:
    for name, rule in RULES.items():
        found = [{r.name for r in matching(word)[:3]} for word in rule.questions.everyday]
        assert any(name in names for names in found), name


@pytest.mark.parametrize("query", ["天气怎么样", "x", "", "🙂", "%%%"])
def test_nothing_rather_than_something_unrelated(query: str) -> None:
    assert matching(query) == []


def test_the_page_says_when_nothing_was_found(client: Client) -> None:
    page = client.get("/calculators/", {"q": "天气怎么样"}).content.decode()
    assert "没有找到对得上的计算" in page
    assert "12333" in page
    assert RULES["severance"].title in page  # all of them are still there


def test_a_query_is_shown_escaped(client: Client) -> None:
    assert b"<script>alert" not in client.get("/calculators/", {"q": "<script>alert(1)"}).content
