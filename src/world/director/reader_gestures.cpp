// "lifts its head", "raises her arms", "tips his hat": what is done with the own body is a gesture
// and moves no thing.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>

namespace hibari::world {
namespace {

constexpr std::string_view kParticles = "up|out|off|on|down|in";

// Parts that the lexicon takes for other things elsewhere.
constexpr std::string_view kMoreParts =
    "tooth|teeth|fangs|muscles|muscle|limbs|jaws|jaw|mane|hair|shoulders|eyebrows|eyebrow|trunk|"
    "antlers|horns|whiskers|tusks";

// Both forms of a part, as its plural may be a word of its own.
bool names_part(std::string_view parts, const std::string& word) {
    if (listed(parts, word)) {
        return true;
    }
    const auto candidates = noun_candidates(word);
    return std::ranges::any_of(candidates, [&](const NounCandidate& noun) {
        return listed(parts, noun.lemma);
    });
}

}  // namespace

// Where the own part or garment named behind a verb at `at` stands, or 0; its owner is a subject.
std::size_t ShotReader::own_part_at(std::size_t at) const {
    constexpr std::size_t kReach = 5;
    std::size_t word = at;
    const bool possessive = is_any(word, "his|her|their|its|my");
    if (possessive || is_any(word, "both|the|a|an|one|two")) {
        ++word;
        word += is_any(word, "his|her|their|its|the") ? 1 : 0;
    } else {
        return 0;
    }
    for (std::size_t i = word; i < word + kReach && !is_boundary(i); ++i) {
        const Hit* part = hit(i, WordKind::kPart);
        const Hit* cloth = possessive ? hit(i, WordKind::kGarment) : nullptr;
        const bool alone =
            !(head_at(i + 1) && !is_boundary(i + 1) && !reads_as_verb(i + 1, false) &&
              hit(i + 1, WordKind::kPreposition) == nullptr) &&
            !is(i + 1, "'s");
        if (part != nullptr || is_any(i, kMoreParts)) {
            return alone ? i : 0;
        }
        if (cloth != nullptr) {
            return i + cloth->length - 1;
        }
        const bool adjective =
            hit(i, WordKind::kHarmless) != nullptr || hit(i, WordKind::kSize) != nullptr ||
            hit(i, WordKind::kColor) != nullptr || hit(i, WordKind::kPersonAdjective) != nullptr ||
            is_any(i, "left|right|front|hind|back|own|whole|other|upper|lower");
        if (!adjective) {
            return 0;
        }
    }
    return 0;
}

// The verb with its particle, as in "throws up her hands" or "throws her hands up".
bool ShotReader::read_gesture(const VerbGroup& group, std::size_t begin) {
    if (group.kind != VerbGroup::Kind::kVerb || group.passive || subject_.empty() ||
        !story_.is_alive(subject_.front())) {
        return false;
    }
    std::string particle;
    std::size_t noun = group.end;
    if (is_any(noun, kParticles) && own_part_at(noun + 1) > 0) {
        particle = tokens_[noun].text;  // "puts on his hat"
        ++noun;
    }
    const std::size_t part = own_part_at(noun);
    if (part == 0) {
        return false;
    }
    std::size_t word = group.end - 1;
    for (; word > begin && is_any(word, kParticles); --word) {
        particle = tokens_[word].text;
    }
    std::size_t end = part + 1;
    if (is(end, "and") && own_part_at(end + 1) > 0) {
        end = own_part_at(end + 1) + 1;  // "her head and her arms"
    } else if (is(end, "and") && hit(end + 1, WordKind::kPart) != nullptr) {
        end += 2;
    }
    end += is(end, "back") && is_any(end + 1, kParticles) ? 1 : 0;
    if (is_any(end, kParticles)) {
        particle = tokens_[end].text;
    }
    const auto says = [&](std::string_view verbs) {
        const auto forms = verb_candidates(tokens_[word].text);
        return std::ranges::any_of(forms, [&](const VerbCandidate& form) {
            return listed(verbs, form.lemma) || listed(verbs, form.lemma + " " + particle);
        });
    };
    const bool cloth =
        hit(part, WordKind::kPart) == nullptr && hit(part, WordKind::kGarment) != nullptr;
    const auto row = std::ranges::find_if(gesture_rows(), [&](const GestureRow& gesture) {
        const bool fits =
            gesture.parts.empty() ? cloth : names_part(gesture.parts, tokens_[part].text);
        return fits && says(gesture.verbs);
    });
    const int owner =
        is_any(noun, "his|her|their|its") ? owner_of_pronoun(tokens_[noun].text) : subject_.front();
    const bool others = owner >= 0 && std::ranges::find(subject_, owner) == subject_.end();
    if (row == gesture_rows().end() || (others && row->verb != Verb::kHug)) {
        return false;
    }
    while (is_any(
               end,
               "up|out|off|on|down|around|high|wide|together|back|slowly|again|behind|to|in|"
               "into|at|from"
           ) &&
           !is_boundary(end)) {
        // "in the air", "behind its back", "from side to side"
        const bool leads = is_any(end, "behind|to|in|into|at|from|on");
        const std::size_t next = end + 1;
        const bool vague =
            is_any(next, "the|her|his|its|their|side|frustration|triumph|joy|anger") &&
            is_any(
                next + (is_any(next, "the|her|his|its|their") ? 1 : 0),
                "air|sky|back|side|chest|head|heads|frustration|triumph|joy|anger|"
                "face|rhythm|beat|music|hips"
            );
        if (leads && !vague) {
            break;
        }
        end = leads ? next + (is_any(next, "the|her|his|its|their") ? 2 : 1) : end + 1;
        end += is(end, "to") && is(end + 1, "side") ? 2 : 0;
    }
    if (cloth && is_any(word, "put|puts|putting|don|dons|tip|tips|tipping|pull|pulls")) {
        noun_phrase(noun, true);  // "puts on his hat", "tips his cap": he has one.
    }
    const std::string words = shown(begin, end);
    if (row->verb == Verb::kSpin &&
        std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front() && action.action.verb == Verb::kSpin;
        })) {
        use(begin, end);
        story_.notes.understood(words, "how it spins");
        recent_.clear();
        at_ = end;
        order_.reset();
        return true;
    }
    make_actions(-1, row->verb, subject_, words);
    if (others) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].target = owner;
        }
    }
    use(begin, end);
    story_.notes.substituted(words, std::string(enum_name(row->verb)), "the nearest gesture");
    at_ = end;
    order_.reset();
    return true;
}

}  // namespace hibari::world
