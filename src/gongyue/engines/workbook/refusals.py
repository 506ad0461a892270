"""Why a whole file is refused, in words that say what to do next."""

from __future__ import annotations

from gongyue.engines.workbook.models import UnreadableWorkbook

_SAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
MESSAGES = {
    "file.empty": "文件是空的，请确认导出成功后重新上传。",
    "file.no_table": "这个文本文件里没有认出表头，也没有认出人员。请确认这是员工表格，第一行写明"
    "「姓名」等列名后再上传。",
    "file.too_large": "文件超过 {limit} MB。请删去图片和无关工作表，或按部门、年份拆成几份再上传。",
    "file.expands": "文件解压后过大（疑似压缩炸弹），已停止读取。" + _SAVE,
    "file.password": "文件设有打开密码，无法读取。请在 Excel 的「文件—信息—保护工作簿」中去掉密码，"
    "另存后再上传；不要把密码发给任何人。",
    "file.corrupt": "文件已损坏或没有下载完整。" + _SAVE,
    "file.not_workbook": "这不是 Excel 或 CSV 表格（{found}）。" + _SAVE,
    "file.archive": "这是压缩包，不是表格。请先解压，再上传里面的表格文件。",
    "file.old_format": "暂不支持这种格式（{found}）。" + _SAVE,
    "file.unsafe": "文件里含有不该出现的内容（{found}），已停止读取。" + _SAVE,
    "file.too_many_sheets": "工作表超过 {limit} 张。请按年份拆成几份再上传。",
    "file.too_many_rows": "有内容的行超过 {limit} 行。请按部门或年份拆成几份再上传。",
    "file.too_many_columns": "工作表「{sheet}」有内容的列超过 {limit} 列。"
    "请删去表格右侧的多余内容后再上传。",
    "file.too_many_cells": "工作表「{sheet}」占用的单元格过多，"
    "或在很远的地方有零星内容。请把需要的表格复制到新工作簿，或拆成几份再上传。",
    "file.cell_too_long": "有单元格的文字超过 {limit} 字，不像正常表格。请删去后再上传。",
    "file.encoding": "看不出文字编码。请另存为「CSV UTF-8」或 .xlsx 再上传。",
    "scan.extras_missing": "这是图片或扫描件，识别文字要用的可选部分还没有安装。请管理员在服务器上"
    "运行 make extras 安装后再试；或者改传 Excel 表格，也可以把表格内容复制后粘贴进来。",
    "scan.too_many_pages": "PDF 超过 {limit} 页。请只留有表格的几页，或拆成几份再上传。",
    "scan.too_large": "图片太大，读不进来。请把照片缩小到 6000 万像素以内，或只裁出表格再上传。",
    "scan.too_slow": "识别超过 {limit} 秒仍没有完成，已停止。请减少页数，或只裁出表格再上传。",
    "scan.failed": "识别没有成功。请确认图片完整、没有损坏，或换一张更清楚的再试。",
    "scan.nothing": "图片里没有认出文字。请把表格拍正、拍满、拍清楚，光线均匀后再试。",
    "file.no_sheets": "工作簿里没有工作表。" + _SAVE,
}


def refuse(code: str, **facts: object) -> UnreadableWorkbook:
    """The exception to raise for a code of MESSAGES."""
    return UnreadableWorkbook(code, MESSAGES[code].format(**facts))
