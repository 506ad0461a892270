"""Examples that would need a database to be made: short, and without a word of a statute."""

from gongyue.api.contents.articles import NO_TEXT
from gongyue.api.contents.statutes import NO_TEXTS

DAY = "2025-09-30"
TEXT = {"text": "根据《劳动合同法》第四十七条和第一百二十条，应当支付经济补偿。", "on": DAY}
FOUND = {
    "on": DAY,
    "count": 1,
    "remark": NO_TEXTS,
    "found": [
        {
            "title": "《劳动合同法》第47条",
            "excerpt": "经济补偿按工作年限算，每满一年给一个月工资。",
            "citation": "cn/labour-contract-law#47",
        }
    ],
}
ARTICLE = {
    "citation": "cn/labour-contract-law#47",
    "title": "《劳动合同法》第47条",
    "on": DAY,
    "in_force": True,
    "in_force_from": "2008-01-01",
    "in_force_until": None,
    "checked_until": "2026-02-28",
    "note": "经济补偿按工作年限算，每满一年给一个月工资。",
    "installed": False,
    "remark": NO_TEXT,
    "paragraphs": [],
    "version": None,
}
CHECKED = {
    "on": DAY,
    "count": 2,
    "wrong": 1,
    "checked": [
        {
            "start": 2,
            "end": 14,
            "words": "《劳动合同法》第四十七条",
            "state": "exists",
            "label": "有这一条",
            "wrong": False,
            "act": "劳动合同法",
            "article": "第47条",
            "remark": "",
            "source_id": "cn/labour-contract-law",
            "place": "47",
        },
        {
            "start": 15,
            "end": 21,
            "words": "第一百二十条",
            "state": "no_article",
            "label": "没有这一条",
            "wrong": True,
            "act": "劳动合同法",
            "article": "第120条",
            "remark": "按前文的《劳动合同法》理解。一共到第98条。",
            "source_id": "cn/labour-contract-law",
            "place": "120",
        },
    ],
}
CHANGES = {
    "count": 1,
    "last": 7,
    "more": False,
    "changes": [
        {
            "format": "gongyue.law-change.v1",
            "id": 7,
            "kind": "added",
            "kind_label": "新增",
            "what": "value",
            "place": "430100",
            "place_name": "湖南省长沙市",
            "name": "minimum_wage.monthly",
            "label": "最低工资标准（月）",
            "unit": "yuan/month",
            "first_on": "2025-09-01",
            "before": {
                "first": "2024-09-01",
                "value": "2100",
                "source": "430000/minimum-wage-2024",
                "mark": "V",
                "checked_until": "2025-08-31",
                "note": None,
                "doubt": None,
            },
            "after": {
                "first": "2025-09-01",
                "value": "2200",
                "source": "430000/minimum-wage-2025",
                "mark": "V",
                "checked_until": "2026-02-28",
                "note": None,
                "doubt": None,
            },
            "said": "2025-09-01 起为 2,200元/月，之前是 2,100元/月。",
            "source": "430000/minimum-wage-2025",
            "source_text": "《湖南省最低工资标准》",
            "rules": [{"name": "minimum_wage", "title": "是否低于最低工资"}],
            "found_at": "2025-09-01T00:10:00+08:00",
        }
    ],
}
