// States that last through a shot: what is on fire, and the season.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr std::string_view kFirePhrases[] = {
    "on fire",
    "in flames",
    "up in flames",
    "up in smoke and flames",
    "engulfed in flames",
    "engulfed by flames",
    "engulfed in fire",
    "wrapped in flames",
    "covered in flames",
    "consumed by fire",
    "consumed by flames",
    "ablaze",
    "alight",
    "catches fire",
    "catch fire",
    "caught fire",
    "catching fire",
    "bursts into flames",
    "burst into flames",
    "bursting into flames",
    "goes up in flames",
    "go up in flames",
    "burns to the ground",
    "burns down",
    "burning down",
    "burns",
    "burning",
    "burn",
};

}  // namespace

// "The barn is on fire", "a car in flames", "the house burns": a state of what is not alive.
bool ShotReader::read_fire() {
    std::size_t at = at_;
    while (is_any(
               at,
               "is|are|was|were|that|which|has|have|been|suddenly|slowly|already|still|now|"
               "fully|completely|entirely"
           ) &&
           at < at_ + 4) {
        ++at;
    }
    std::size_t end = at;
    for (const std::string_view phrase : kFirePhrases) {
        const auto words = split(phrase, ' ');
        bool same = true;
        for (std::size_t i = 0; i < words.size() && same; ++i) {
            same = is(at + i, words[i]);
        }
        end = same ? std::max(end, at + words.size()) : end;
    }
    const std::vector<int>& who = noun_just_read_ && !last_noun_.empty() ? last_noun_ : subject_;
    const bool named = !who.empty() && std::ranges::none_of(who, [&](int member) {
        return story_.is_alive(member);
    });
    // "Burning wood": an adjective, unless nothing follows.
    const bool describes =
        is(end - 1, "burning") && !is_boundary(end) && end == at + 1 && at == at_;
    if (end == at || !named || describes) {
        return false;
    }
    for (const int member : who) {
        story_.cast[static_cast<std::size_t>(member)].entity.burning = true;
    }
    end += is_any(end, "brightly|fiercely|slowly|furiously|down") ? 1 : 0;
    use(at_, end);
    story_.notes.understood(shown(at_, end), "on fire");
    at_ = end;
    verb_seen_ = true;
    return true;
}

// The season is what any word of the shot makes it, whatever else that word does.
void ShotReader::note_seasons() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const Hit* season = hit(i, WordKind::kSeason);
        if (season != nullptr && tokens_[i].kind != TokenKind::kQuote) {
            shot_.season = season_rows()[static_cast<std::size_t>(season->row)].value;
        }
    }
}

}  // namespace hibari::world
