// What a noun phrase by itself means: for those who ask about words before they are read.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {

ShotReader::Meant ShotReader::meant(std::span<Token> tokens) {
    Meant meant;
    if (tokens.empty()) {
        return meant;
    }
    open(tokens);
    at_ = 0;
    end_sentence();
    std::vector<Token> before(tokens.begin(), tokens.end());
    std::vector<CastMember> made;
    const NounPhrase phrase = peek_noun(0, &made);
    std::ranges::copy(before, tokens.begin());  // Nothing has been used.
    if (phrase.kind == NounKind::kNone || phrase.end == 0) {
        return meant;
    }
    meant.end = phrase.end;
    meant.who = phrase.who;
    meant.is_garment = phrase.kind == NounKind::kGarment;
    meant.place = phrase.kind == NounKind::kPlace ? phrase.place : std::string{};
    meant.is_new = phrase.kind == NounKind::kCast && phrase.who.empty() && !made.empty();
    if (meant.is_new) {
        const ThingNoun& thing = story_.nouns->things[static_cast<std::size_t>(made.front().thing)];
        meant.thing = thing.name;
        meant.is_animal = thing.category == Category::kAnimal;
        meant.is_person = made.front().entity.kind == "person";
    } else if (!meant.who.empty()) {
        meant.is_person = story_.is_person(meant.who.front());
        meant.is_animal = story_.is_alive(meant.who.front()) && !meant.is_person;
    }
    std::size_t at = is_any(0, "only|just|exactly") ? 1 : 0;
    meant.indefinite = is_any(at, "a|an|some") || hit(at, WordKind::kCount) != nullptr;
    if (const auto number = spoken_number(at)) {
        meant.count = *number;
        meant.indefinite = true;
    } else if (const Hit* count = hit(at, WordKind::kCount); count != nullptr) {
        meant.count = count_rows()[static_cast<std::size_t>(count->row)].count;
    }
    return meant;
}

}  // namespace hibari::world
