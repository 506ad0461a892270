"""What a browser says of itself, as its owner knows it."""

DEVICES = (
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Android", "安卓手机"),
    ("HarmonyOS", "鸿蒙手机"),
    ("OpenHarmony", "鸿蒙手机"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)


def device_words(device: str) -> str:
    """苹果手机, Windows 电脑 …; 其他设备 where nothing is known."""
    return next((words for sign, words in DEVICES if sign in device), "其他设备")
