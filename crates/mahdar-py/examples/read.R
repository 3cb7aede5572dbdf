# Exports of mahdar in R: events between two states by month, and what each column means.
#
#   mahdar read articles.jsonl --format jsonl > records.jsonl
#   mahdar export records.jsonl --format csv -o history               # or --format parquet
#   Rscript read.R history RUS UKR
#
# Needs readr for CSV, arrow for Parquet.

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript read.R FOLDER STATE STATE", call. = FALSE)
folder <- args[1]
states <- args[2:3]

# The codebook beside the tables tells each column's type and meaning.
codebook <- readr::read_csv(file.path(folder, "codebook.csv"), col_types = "c")
print(codebook[codebook$table == "events", c("column", "type", "meaning")], n = 40)

if (file.exists(file.path(folder, "events.csv"))) {
  # Types from the codebook: CAMEO codes begin with 0 and are text, lists have "|" between their items.
  types <- c(day = "D", integer = "d", number = "d", boolean = "l", text = "c", list = "c")
  of <- codebook[codebook$table == "events", ]
  columns <- setNames(as.list(types[of$type]), of$column)
  events <- readr::read_csv(file.path(folder, "events.csv"), col_types = columns, na = "")
  items <- function(cells) strsplit(ifelse(is.na(cells), "", cells), "|", fixed = TRUE)
} else {
  events <- dplyr::collect(arrow::open_dataset(file.path(folder, "events")))
  items <- as.list
}

both <- function(one, other) mapply(function(s, t) states[1] %in% s && states[2] %in% t, one, other)
source <- items(events$source_codes)
target <- items(events$target_codes)
between <- events[both(source, target) | both(target, source), ]

# The day of the event where the article tells it, else that of publication.
day <- between$date
day[is.na(day)] <- between$published[is.na(day)]
quads <- c("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
options(width = 120)
print(table(month = format(day, "%Y-%m"), quad = factor(between$quad, quads)))
