#include "world/director/dictionary.h"
#include "world/director/lexicon/tables.h"
#include "world/director/nouns.h"
#include "world/script/cue_names.h"
#include "world/script/names.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

class Lexicon : public testing::Test {
  protected:
    bool is_thing(std::string_view words) const {
        return std::ranges::any_of(
            dictionary_.meanings(std::string(words)),
            [](const Meaning& meaning) { return meaning.kind == WordKind::kThing; }
        );
    }

    bool is_place(std::string_view words) const {
        return nouns_.place(words) >= 0 || std::ranges::any_of(
                                               dictionary_.meanings(std::string(words)),
                                               [](const Meaning& meaning) {
                                                   return meaning.kind == WordKind::kPlace ||
                                                          meaning.kind == WordKind::kPlaceHint;
                                               }
                                           );
    }

    const Nouns nouns_ = catalogue_nouns();
    const Dictionary dictionary_{nouns_};
};

TEST_F(Lexicon, StandInsAreInTheCatalogue) {
    for (const StandInRow& row : stand_in_rows()) {
        const bool optional = row.use == "bird" || row.use == "fish";  // WordNet helps out.
        EXPECT_TRUE(row.use == "-" || optional || is_thing(row.use)) << row.use;
        EXPECT_TRUE(row.scale >= 0.05F && row.scale <= 20.0F) << row.words;  // As scripts may say.
    }
}

TEST_F(Lexicon, NeededThingsAreInTheCatalogueOrHaveAStandIn) {
    const auto is_to_be_had = [&](std::string_view words) {
        return is_thing(words) ||
               std::ranges::any_of(
                   dictionary_.meanings(std::string(words)),
                   [](const Meaning& meaning) { return meaning.kind == WordKind::kStandIn; }
               );
    };
    for (const VerbRow& row : verb_rows()) {
        EXPECT_TRUE(row.object.empty() || is_thing(row.object)) << row.object;
        EXPECT_TRUE(row.target.empty() || is_thing(row.target)) << row.target;
    }
    for (const ActionNounRow& row : action_noun_rows()) {
        EXPECT_TRUE(row.object.empty() || is_thing(row.object)) << row.object;
        EXPECT_TRUE(row.target.empty() || is_thing(row.target)) << row.target;
    }
    for (const SportRow& row : sport_rows()) {
        for (const std::string_view words : {row.ball, row.target, row.gear, row.net}) {
            EXPECT_TRUE(words.empty() || is_to_be_had(words)) << words;
        }
        EXPECT_TRUE(row.place.empty() || is_place(row.place)) << row.place;
    }
}

TEST_F(Lexicon, PlacesAreInTheCatalogue) {
    for (const NameRow& row : place_hint_rows()) {
        EXPECT_GE(nouns_.place(row.value), 0) << row.value;
    }
    for (const RoleRow& row : role_rows()) {
        EXPECT_TRUE(row.place.empty() || is_place(row.place)) << row.place;
    }
}

TEST_F(Lexicon, SoundsAreCues) {
    const auto is_cue = [](std::string_view name) {
        return std::ranges::any_of(kCueNames, [&](const CueName& cue) { return cue.name == name; });
    };
    for (const SoundRow& row : sound_rows()) {
        EXPECT_TRUE(is_cue(row.kind)) << row.kind;
    }
    for (const SourceSoundRow& row : source_sound_rows()) {
        EXPECT_TRUE(is_cue(row.kind) || row.kind.empty()) << row.kind;  // "" is silence
    }
}

TEST_F(Lexicon, MoodsAndInstrumentsAreThoseOfTheScript) {
    for (const NameRow& row : mood_rows()) {
        EXPECT_NE(std::ranges::find(music_moods(), row.value), music_moods().end()) << row.value;
    }
    for (const NameRow& row : instrument_rows()) {
        EXPECT_NE(std::ranges::find(music_instruments(), row.value), music_instruments().end())
            << row.value;
    }
}

TEST_F(Lexicon, PhrasesFitTheReach) {
    for (const VerbRow& row : verb_rows()) {
        for (std::size_t begin = 0; begin < row.words.size();) {
            const std::size_t end = std::min(row.words.find('|', begin), row.words.size());
            const auto phrase = row.words.substr(begin, end - begin);
            EXPECT_LE(
                static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1,
                Dictionary::kPhraseWordsMax
            ) << phrase;
            begin = end + 1;
        }
    }
}

}  // namespace
}  // namespace hibari::world
