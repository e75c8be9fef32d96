"""One page of each type of the real site."""

PAGE_TYPES = {
    "home": "",
    "all questions": "questions/",
    "question": "questions/why-do-some-colourised-photos-look-random/",
    "question with long tables": "questions/how-does-ai-find-organs-and-anomalies-in-scans/",
    "all models": "models/",
    "model": "models/swinir/",
    "data set": "models/imagenet/",
    "taxonomy": "tasks/",
    "task": "tasks/image-denoising/",
    "family": "families/restoration/",
    "have and want": "have-want/",
    "glossary": "glossary/",
    "coverage": "coverage/",
    "fields": "data-guide/fields/",
    "data guide": "data-guide/",
    "contribute": "contribute/",
    "about": "about/",
    "editorial guide": "editorial-guide/",
    "architecture": "architecture/",
    "not found": "no/such/page/",
}
