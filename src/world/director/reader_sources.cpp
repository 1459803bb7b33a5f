// What is heard and not seen: crowds, sirens, bells.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {

bool ShotReader::read_source_sentence(const NounPhrase& phrase, std::string source) {
    const bool named = source.empty();
    if (named) {
        source = noun_candidates(tokens_[phrase.end - 1].text).back().lemma;
    }
    const std::string word = named ? tokens_[phrase.end - 1].text : source;
    if (named && listed("wind|gust|breeze", word) && read_blown(phrase.end)) {
        shot_.wind = shot_.wind.value_or(0.7F);
        return true;
    }
    std::size_t at = phrase.end;
    // "a crowd of people dances" shows them.
    while (at < tokens_.size() &&
           (is_any(
                at,
                "is|are|all|then|suddenly|loudly|begins|begin|starts|start|to|in|the|distance|"
                "softly|wildly|who|that|collectively|quietly|of|around|them|him|her|"
                "background|nearby|far|away|away,"
            ) ||
            hit(at, WordKind::kManner) != nullptr)) {
        if (is(at, "of") && at == phrase.end) {
            break;
        }
        ++at;
    }
    bool crowd = false;
    for (std::size_t i = 0; i < source_sound_rows().size(); ++i) {
        const SourceSoundRow& row = source_sound_rows()[i];
        if (!listed(row.sources, source) && !listed(row.sources, word)) {
            continue;
        }
        crowd = crowd || row.kind.starts_with("crowd");
        if (at >= tokens_.size() || is_boundary(at)) {
            continue;
        }
        for (const VerbCandidate& verb : verb_candidates(tokens_[at].text)) {
            const auto says = [&](std::string_view deed) {
                const auto words = split(deed, ' ');
                bool same = words.front() == verb.lemma;
                for (std::size_t step = 1; step < words.size() && same; ++step) {
                    same = is(at + step, words[step]);
                }
                return same;
            };
            if (std::ranges::none_of(split(row.verbs, '|'), says)) {
                continue;
            }
            if (row.kind.empty()) {
                std::erase_if(shot_.sounds, [](const SoundCue& cue) {
                    return cue.kind == "crowd_murmur" && !cue.step;
                });
            } else {
                add_sound(row.kind, 1.0F);
            }
            if (!shot_.sounds.empty() && !shot_.actions.empty() && crowd &&
                row.kind != "crowd_murmur") {
                for (SoundCue& cue : shot_.sounds) {
                    if (cue.kind == row.kind && !cue.step) {
                        cue.step = shot_.step;
                    }
                }
            }
            // The verb and the few words that go with it.
            std::size_t end = at + 1;
            while (end < tokens_.size() && !is_boundary(end) && !setting_ahead(end) &&
                   !is_any(end, "and|while|as|then|but|when") && end < at + 7) {
                ++end;
            }
            use(phrase.begin, end);
            story_.notes.understood(shown(phrase.begin, end), "sound " + std::string(row.kind));
            at_ = end;
            last_source_ = source;
            return true;
        }
    }
    if (!named) {
        return false;
    }
    const Hit* place = hit(phrase.end - 1, WordKind::kPlaceHint);
    if (place != nullptr) {
        // "a stadium at night": nothing is said of its crowd, so it is where we are.
        const auto row = static_cast<std::size_t>(place->row);
        set_place(
            story_.place_named(std::string(place_hint_rows()[row].value)), phrase.begin, phrase.end
        );
        at_ = phrase.end;
        return true;
    }
    if (crowd) {
        last_source_ = source;
        add_sound("crowd_murmur", 1.0F);
        use(phrase.begin, phrase.end);
        story_.notes.understood(shown(phrase.begin, phrase.end), "sound crowd_murmur");
        std::size_t end = phrase.end;
        while (end < tokens_.size() && !is_boundary(end) && !setting_ahead(end) &&
               !is_any(end, "and|while|as|then|but|when")) {
            ++end;
        }
        use(phrase.begin, end);
        at_ = end;
        return true;
    }
    // "Sirens in the distance": the source alone is heard.
    for (std::size_t i = 0; i < sound_rows().size(); ++i) {
        if (listed(sound_rows()[i].words, source) || listed(sound_rows()[i].words, word)) {
            add_sound(sound_rows()[i].kind, sound_rows()[i].level);
            use(phrase.begin, phrase.end);
            story_.notes.understood(
                shown(phrase.begin, phrase.end), "sound " + std::string(sound_rows()[i].kind)
            );
            at_ = phrase.end;
            skip_unseen_deed();  // "traffic passes"
            return true;
        }
    }
    return false;
}

}  // namespace hibari::world
