#!/bin/sh
# Makes lambdas/models/en/syntax.bin. Usage:
#   train.sh <folder with ud-ewt and ud-gum> <prefix of vectors> <work folder> <folder of the language model> <sentences>
# About three hours on two cores. The shipped file came of these stages; compose.py grew between them.
set -eu
corpus=$1 vectors=$2 out=$3 model=$4 sentences=$5
here=$(dirname "$0")
mkdir -p "$out"
train() { python3 "$here/train.py" --corpus "$corpus" --vectors "$vectors" "$@"; }
shape="threads=1 half=96 window=3 tag_layer=0"

# the treebanks alone, two layers
train --out "$out/base.pt" --seed 1 --epochs 25 --set $shape layers=2 composed=0 vary=0
# with composed reports of speech, other names and quotation marks
train --out "$out/news.pt" --init "$out/base.pt" --seed 5 --epochs 4 \
  --set $shape layers=2 lr=1e-3 composed=3000 ema=0.99
# the same with more of them, at a lower rate
train --out "$out/more.pt" --init "$out/news.pt" --seed 12 --epochs 3 \
  --set $shape layers=2 lr=7e-4 composed=4000 ema=0.99
# from the answers of a teacher on all that and on the project's own sentences
python3 "$here/teacher.py" --corpus "$corpus" --language-model "$model" --out "$out/teacher.pt" --seed 1 --epochs 5
learn() { train --teachers "$out/teacher.pt" --text "$sentences" --set threads=2 half=96 window=3 tag_layer=0 layers=2 composed=3000 "$@"; }
learn lr=1.5e-3 soft=0.7 dropout=0.2 input_dropout=0.2 head_dropout=0.2 \
  --out "$out/taught.pt" --init "$out/more.pt" --seed 21 --epochs 6
learn lr=1.2e-3 soft=0.8 dropout=0.12 input_dropout=0.15 head_dropout=0.12 \
  --out "$out/told.pt" --init "$out/taught.pt" --seed 22 --epochs 5
# with texts 41 to 100 among the sentences
learn lr=1.2e-3 soft=0.85 dropout=0.1 input_dropout=0.12 head_dropout=0.1 \
  --out "$out/longer.pt" --init "$out/told.pt" --seed 23 --epochs 7
learn lr=1.2e-3 soft=0.9 dropout=0.08 input_dropout=0.1 head_dropout=0.08 \
  --out "$out/longest.pt" --init "$out/longer.pt" --seed 24 --epochs 6
python3 "$here/average.py" "$out/last.pt" "$out/told.pt:0.5" "$out/longer.pt:1" "$out/longest.pt:1.5"
python3 "$here/export.py" --model "$out/last.pt" --vectors "$vectors" --corpus "$corpus" --words 45000 \
  --out "$here/../lambdas/models/en/syntax.bin"
python3 "$here/parity.py" --model "$out/last.pt" --vectors "$vectors"
