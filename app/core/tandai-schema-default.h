/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The corpus file that serves where there is none; read by the same code as any other. */
#define TANDAI_SCHEMA_DEFAULT                                                                                  \
  "{\"format\": \"tandai-corpus/1\", \"version\": \"1\", \"articles\": [\"*.txt\"], \"labels\": ["             \
  "{\"name\": \"actor\", \"key\": \"1\", \"color\": {\"light\": \"#0b57b0\", \"dark\": \"#58a8e8\"},"          \
  " \"title\": {\"en\": \"Actor\", \"id\": \"Aktor\"},"                                                        \
  " \"description\": {\"en\": \"Who speaks or acts: a person with title, an organization, a group. "           \
  "“President Joko Widodo”, “residents”\","                                                            \
  " \"id\": \"Siapa yang berbicara atau bertindak: orang beserta gelarnya, organisasi, kelompok. “Presiden " \
  "Joko Widodo”, “warga”\"},"                                                                            \
  " \"attributes\": [{\"name\": \"kind\", \"values\": [\"person\", \"organization\", \"group\"]}, "            \
  "{\"name\": \"role\"}, {\"name\": \"entity\"}]},"                                                            \
  "{\"name\": \"place\", \"key\": \"2\", \"color\": {\"light\": \"#0b6a48\", \"dark\": \"#36d6a8\"},"          \
  " \"title\": {\"en\": \"Place\", \"id\": \"Tempat\"},"                                                       \
  " \"description\": {\"en\": \"Where: a country, town, region, building. “Demak”, “Central Java”\","  \
  " \"id\": \"Di mana: negara, kota, daerah, bangunan. “Demak”, “Jawa Tengah”\"},"                     \
  " \"attributes\": [{\"name\": \"entity\"}]},"                                                                \
  "{\"name\": \"claim\", \"key\": \"3\", \"color\": {\"light\": \"#962800\", \"dark\": \"#fa9868\"},"          \
  " \"title\": {\"en\": \"Claim\", \"id\": \"Klaim\"},"                                                        \
  " \"description\": {\"en\": \"What is held to be true and could be checked. “the dike broke at two "       \
  "points”\","                                                                                               \
  " \"id\": \"Apa yang dinyatakan benar dan dapat diperiksa. “tanggul jebol di dua titik”\"},"             \
  " \"attributes\": [{\"name\": \"source\", \"values\": [\"unnamed\"]}]},"                                     \
  "{\"name\": \"quote\", \"key\": \"4\", \"color\": {\"light\": \"#847100\", \"dark\": \"#f3d03a\"},"          \
  " \"title\": {\"en\": \"Quote\", \"id\": \"Kutipan\"},"                                                      \
  " \"description\": {\"en\": \"Somebody’s words, with their quotation marks, or as they are reported\","    \
  " \"id\": \"Kata-kata seseorang beserta tanda kutipnya, atau sebagaimana dilaporkan\"},"                     \
  " \"attributes\": [{\"name\": \"mode\", \"values\": [\"direct\", \"indirect\", \"mixed\"]}, {\"name\": "     \
  "\"source\", \"values\": [\"unnamed\"]}]}"                                                                   \
  "], \"relations\": [{\"name\": \"source\", \"from\": [\"quote\", \"claim\"], \"to\": [\"actor\", "           \
  "\"place\"],"                                                                                                \
  " \"title\": {\"en\": \"Source\", \"id\": \"Sumber\"}}]}"
