// Groups that make music together: who they are tells what each of them plays.
#include "base/text.h"
#include "world/director/musicians.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"

namespace hibari::world {

// "jazz band", "four-piece rock band", "string quartet", "choir of five"; a band of thieves is
// none.
ShotReader::NounPhrase ShotReader::ensemble_noun(
    std::size_t at, NounPhrase phrase, const Modifiers& modifiers
) {
    std::size_t name_at = at;
    if (modifiers.count > 0 && is_any(skip_hyphen(name_at), "piece|member|man|woman|person")) {
        name_at = skip_hyphen(skip_hyphen(name_at) + 1);
    }
    std::string_view genre;
    const Ensemble* found = nullptr;
    for (; name_at < at + 6 && !is_boundary(name_at); ++name_at) {
        const std::string& word = tokens_[name_at].text;
        found = find_ensemble(genre, word);
        if (found != nullptr) {
            break;
        }
        if (find_ensemble(word, "band") == find_ensemble("", "band") && !is(name_at, "-")) {
            if (hit(name_at, WordKind::kHarmless) == nullptr &&
                hit(name_at, WordKind::kMood) == nullptr) {
                return NounPhrase{};
            }
            continue;  // "a loud rock band"
        }
        genre = is(name_at, "-") ? genre : std::string_view(word);
    }
    if (found == nullptr || is_any(name_at + 1, "-|practice|music|aid|leader|conductor|saw") ||
        (is(name_at + 1, "of") && hit(name_at + 2, WordKind::kCount) == nullptr)) {
        return NounPhrase{};
    }
    const std::string name = tokens_[name_at].text;
    phrase.end = name_at + 1;
    phrase.kind = NounKind::kCast;
    phrase.plural = true;
    int count = modifiers.count > 0 ? modifiers.count : players_of(name);
    if (const Hit* more = is(phrase.end, "of") ? hit(phrase.end + 1, WordKind::kCount) : nullptr;
        more != nullptr) {
        count = count_rows()[static_cast<std::size_t>(more->row)].count;
        phrase.end += 1 + more->length;
    }
    for (const int member : shot_.present) {
        if (modifiers.definite && story_.cast[static_cast<std::size_t>(member)]
                                      .entity.called.ends_with(" of the " + name)) {
            phrase.who.push_back(member);
        }
    }
    if (!phrase.who.empty()) {
        return phrase;
    }
    const std::vector<std::string_view> players = split(found->players, '|');
    count = count > 0 ? count : static_cast<int>(players.size());
    const int group = story_.groups + 1;
    for (int i = 0; i < count; ++i) {
        CastMember player;
        player.thing = story_.thing_named("person");
        player.head = std::string(players[static_cast<std::size_t>(i) % players.size()]);
        player.entity.called = player.head + " of the " + name;
        Modifiers one = modifiers;
        one.count = 0;
        for (const int made : create(std::move(player), one, 1, phrase)) {
            story_.cast[static_cast<std::size_t>(made)].group = group;
            phrase.who.push_back(made);
        }
    }
    if (!found->mood.empty() && !story_.music && !story_.no_music) {
        // All play the same piece; naming one of them keeps a second band from playing unseen.
        std::string_view instrument;
        for (const int member : phrase.who) {
            const std::string_view own =
                instrument_of(story_.cast[static_cast<std::size_t>(member)]);
            instrument = instrument.empty() ? own : instrument;
        }
        story_.music = music_of(story_, found->mood, instrument);
    }
    story_.notes.understood(
        shown(phrase.begin, phrase.end), std::to_string(phrase.who.size()) + " musicians"
    );
    return phrase;
}

}  // namespace hibari::world
