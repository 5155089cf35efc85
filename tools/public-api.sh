#!/usr/bin/env bash
# Writes the lists of public members anew: what the compiler says is not in PublicAPI.Shipped.txt goes into PublicAPI.Unshipped.txt, for each library or for those that are named.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_UI_LANGUAGE=en
cd "$(dirname "$0")/.."
for project in "${@:-runtime/*}"; do
    for list in $project/PublicAPI.Unshipped.txt; do
        folder=$(dirname "$list")
        name=$(basename "$folder")
        echo '#nullable enable' > "$list"
        # What is public and not listed is an error of the build, which is what is read here.
        log=$(dotnet build "$folder" -p:TreatWarningsAsErrors=false 2>&1) || { echo "$log"; exit 1; }
        echo "$log" | sed -n "s/.*RS0016: Symbol '\(.*\)' is not part of the declared public API.*$name\.csproj\]/\1/p" | sort -u >> "$list"
        echo "$list: $(($(wc -l < "$list") - 1)) members"
    done
done
