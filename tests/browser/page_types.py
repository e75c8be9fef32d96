"""One page of each type of the real site, in two parts that take about as long to look at."""

LISTS = {
    "all questions": "questions/",
    "questions of a family": "questions/by/recognition/",
    "all models": "models/",
    "models of a family": "models/by/recognition/",
    "comparison": "models/compare/?a=swinir&b=hat&c=scunet",
    "taxonomy": "tasks/",
    "family": "families/restoration/",
    "apps": "apps/",
    "apps of a letter": "apps/a/",
    "apps of a letter, part 2": "apps/g/2/",
    "programs of a family": "apps/programs/language/",
    "have and want": "have-want/",
    "glossary": "glossary/",
    "coverage": "coverage/",
    "records of a gap": "coverage/works-without-sources/",
}
"""Pages that lead to others."""

RECORDS_AND_GUIDES = {
    "home": "",
    "question": "questions/why-do-some-colourised-photos-look-random/",
    "question with long tables": "questions/how-does-ai-find-organs-and-anomalies-in-scans/",
    "model": "models/swinir/",
    "data set": "models/imagenet/",
    "task": "tasks/image-denoising/",
    "program": "models/darktable/",
    "question that names a product": "questions/how-does-a-translation-app-work/",
    "word": "glossary/embedding/",
    "fields": "data-guide/fields/",
    "data guide": "data-guide/",
    "contribute": "contribute/",
    "about": "about/",
    "editorial guide": "editorial-guide/",
    "architecture": "architecture/",
    "for programs": "api/",
    "not found": "no/such/page/",
}
"""Pages of one record each, and those that were written by hand."""

PAGE_TYPES = {**LISTS, **RECORDS_AND_GUIDES}
