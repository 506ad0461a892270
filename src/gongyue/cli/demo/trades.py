"""What firms of the crowd live on: names, posts, wages, and what tends to go wrong in the trade."""

from dataclasses import dataclass

from gongyue.apps.registry.roles import Kind
from gongyue.cli.demo import situations as s
from gongyue.cli.demo.situations import Situation


@dataclass(frozen=True, kw_only=True)
class Trade:
    """`share` of the city's firms; `typical` and `spread` of their size (people, logarithmic)."""

    endings: tuple[str, ...]
    posts: str
    wages: tuple[int, int]
    share: int
    typical: int
    spread: float
    tends_to: tuple[Situation, ...]
    kind: str = Kind.ENTERPRISE


TRADES = (
    Trade(endings=("电子厂", "机械厂", "精密五金", "塑料制品厂"), share=20, typical=28, spread=1.0,
          posts="生产/操作工 生产/操作工 生产/班长 质检/质检员 仓储/叉车工 行政/文员",
          wages=(3900, 7800), tends_to=(s.long_hours, s.flat_overtime, s.low_base, s.expired)),
    Trade(endings=("小厨", "米粉店", "火锅城", "酒家"), share=16, typical=11, spread=0.7,
          posts="前厅/服务员 前厅/收银员 后厨/厨师 后厨/帮厨 后厨/洗碗工",
          wages=(3000, 6200), tends_to=(s.no_contract, s.not_insured, s.unpaid_overtime, s.minor)),
    Trade(endings=("建筑劳务", "装饰工程", "市政工程"), share=14, typical=30, spread=1.0,
          posts="工地/钢筋工 工地/木工 工地/泥工 工地/安全员 项目部/资料员",
          wages=(5200, 9800), tends_to=(s.no_contract, s.not_insured, s.late_signed, s.retiree)),
    Trade(endings=("超市", "便利店", "家居卖场", "服饰"), share=14, typical=13, spread=0.8,
          posts="门店/导购 门店/收银员 门店/店长 仓储/理货员",
          wages=(2900, 5600), tends_to=(s.late_signed, s.low_probation_pay, s.low_wage)),
    Trade(endings=("物流", "快运", "仓配"), share=10, typical=24, spread=0.9,
          posts="运输/司机 运输/押运员 仓储/分拣员 客服/客服专员",
          wages=(4500, 8800), tends_to=(s.long_hours, s.low_base, s.late_insured)),
    Trade(endings=("软件", "信息技术", "数字科技"), share=10, typical=22, spread=0.9,
          posts="技术/程序员 技术/测试员 产品/产品经理 市场/销售 行政/文员",
          wages=(7000, 21000), tends_to=(s.long_probation, s.low_base, s.unused_leave)),
    Trade(endings=("物业", "保安服务", "保洁"), share=9, typical=32, spread=0.9,
          posts="秩序/保安 环境/保洁员 工程/水电工 客服/前台",
          wages=(2500, 4600), tends_to=(s.retiree, s.low_wage, s.cut_pay, s.not_insured)),
    Trade(endings=("托育", "培训学校", "幼儿园"), share=8, typical=14, spread=0.6,
          posts="教学/教师 教学/保育员 后勤/厨师 行政/文员",
          wages=(3400, 7200), tends_to=(s.expiring, s.unused_leave, s.late_signed)),
    Trade(endings=("口腔门诊", "康复中心", "药房"), share=6, typical=12, spread=0.6,
          posts="诊室/医师 诊室/护士 前台/导诊 药房/药师",
          wages=(4200, 12500), tends_to=(s.low_base, s.expiring_later)),
    Trade(endings=("酒店", "客栈"), share=5, typical=26, spread=0.8,
          posts="客房/服务员 前台/接待 餐饮/厨师 工程/水电工",
          wages=(3100, 6000), tends_to=(s.unpaid_overtime, s.late_insured, s.expiring)),
    Trade(endings=("农业", "食品", "茶业"), share=6, typical=18, spread=0.9,
          posts="生产/操作工 基地/农技员 仓储/搬运工 销售/业务员",
          wages=(3000, 5400), tends_to=(s.retiree, s.not_insured, s.low_wage)),
    Trade(endings=("同城配送站", "出行服务站"), share=4, typical=30, spread=0.7,
          posts="站点/调度员 站点/站长 客服/客服专员 站点/骑手管理员",
          wages=(4800, 9000), tends_to=(s.late_insured, s.expiring_later), kind=Kind.PLATFORM),
    Trade(endings=("会计服务", "广告", "法务咨询"), share=8, typical=8, spread=0.6,
          posts="业务/会计 业务/顾问 市场/销售 行政/文员",
          wages=(4200, 9800), tends_to=(s.expiring_later, s.unused_leave)),
)  # fmt: skip

# Districts and counties of one city, weighed by how many firms they have.
PLACES = {
    "430102": 12, "430103": 13, "430104": 20, "430105": 14, "430111": 20, "430112": 13,
    "430121": 16, "430181": 14, "430182": 12,
}  # fmt: skip
_WHERE = (
    "捞刀河 暮云 马栏山 梅溪湖 洋湖 榔梨 黄兴 圭塘 雨敞坪 乌山 靖港 高桥 芙蓉里 沙坪 青竹湖 "
    "含浦 坪塘 跳马 星沙 泉塘 江背 春华 永安 大瑶 金洲 双江口 煤炭坝 夏铎铺 花明楼 月亮岛"
)
_BRANDS = (
    "鑫禾 湘润 盛屹 佳弘 锦澄 瑞泓 恒川 同沁 远岫 嘉穗 卓岭 宏屿 乐岸 众邑 启棠 安砚 汇垚 "
    "德枫 长沅 朗榆 和畦 博岑 友澧 顺岳 天穗 益浏 骏坪 雅榕 百穗 立洲"
)
WHERE = tuple(_WHERE.split())
BRANDS = tuple(_BRANDS.split())
