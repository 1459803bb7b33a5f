// "leaves one pin standing", "two pins remain", "all fall but the last": who does not fall.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {

// Whether there is something of which some may be left: pins, or a row of dominoes.
bool ShotReader::felled_together() const {
    return (sport() != nullptr && sport()->deed == Verb::kBowl) || shot_.place == "bowling_alley" ||
           std::ranges::any_of(
               shot_.actions,
               [](const DraftAction& action) { return action.action.verb == Verb::kBowl; }
           ) ||
           std::ranges::any_of(shot_.present, [&](int member) {
               const std::string_view kind = story_.thing_of(member).name;
               return kind == "bowling_pin" || kind == "bowling_ball" || kind == "domino";
           });
}

// How many the words from `at` name, and where they end: "just one pin", "a split".
std::pair<int, std::size_t> ShotReader::some_left(std::size_t at) const {
    constexpr int kSplit = 2;
    at += is_any(at, "only|just|exactly") ? 1 : 0;
    const std::size_t noun = is_any(at, "a|the") ? at + 1 : at;
    if (is(noun, "split") && (sport() == nullptr || sport()->deed == Verb::kBowl)) {
        return {kSplit, noun + 1};
    }
    if (noun > at && is_any(noun, "single|lone|last")) {
        const std::size_t end = noun + 1;
        return {1, is_any(end, "pin|domino|one") ? end + 1 : end};
    }
    const Hit* number = hit(at, WordKind::kCount);
    if (number == nullptr) {
        return {0, at};
    }
    std::size_t end = at + number->length;
    if (is_any(end, "of") && is_any(end + 1, "them|the")) {
        end += 2;
    }
    end += is_any(end, "pin|pins|domino|dominoes") ? 1 : 0;
    return {count_rows()[static_cast<std::size_t>(number->row)].count, end};
}

bool ShotReader::read_spared() {
    constexpr std::string_view kUp = "standing|up|upright|behind|untouched|left";
    const auto spare = [&](int count, std::size_t end) {
        shot_.spared = count;
        story_.notes.understood(shown(at_, end), "so many are left standing");
        use(at_, end);
        at_ = end;
        return true;
    };
    const bool pins = is_any(at_ + 1, "pin|pins") || is_any(at_ + 2, "pin|pins");
    if (!pins && !felled_together()) {
        return false;
    }
    // "and leaves two pins standing", "leaving a split"
    const bool joined = is(at_, "and") && is_any(at_ + 1, "leaves|leave|left");
    const std::size_t verb = joined ? at_ + 1 : at_;
    if (is_any(verb, "leaves|leave|leaving|left")) {
        const auto [count, end] = some_left(verb + 1);
        return count > 0 && spare(count, is_any(end, kUp) ? end + 1 : end);
    }
    // "except the last one, which stays standing"
    std::size_t last = at_;
    last += is(last, ",") ? 1 : 0;
    if (is_any(last, "except|but") || (is(last, "all") && is(last + 1, "but"))) {
        last += is(last, "all") ? 2 : 1;
        last += is(last, "for") ? 1 : 0;
        const auto [count, end] = some_left(last);
        if (count == 0) {
            return false;
        }
        std::size_t over = is(end, ",") && is_any(end + 1, "which|that") ? end + 2 : end;
        over += is_any(over, "stays|stay|remains|remain|stands|stand") ? 1 : 0;
        over += is_any(over, kUp) ? 1 : 0;
        return spare(count, is(over - 1, ",") || is_any(over - 1, "which|that") ? end : over);
    }
    // "One pin remains", "the last domino stays up", "two are left standing"
    const auto [count, end] = some_left(at_);
    std::size_t stands = end;
    while (is_any(stands, "still|wobbles|wobble|but|and|is|are|stubbornly|somehow")) {
        ++stands;
    }
    const bool stays = is_any(stands, "stays|stay|remains|remain|stands|stand|refuses|survives");
    const std::size_t up = stays ? stands + 1 : stands;
    const bool told = is_any(up, kUp) || is_any(stands, "remains|remain|survives") ||
                      (is(up, "to") && is_any(up + 1, "fall|topple|drop"));
    if (count == 0 || !told || (!stays && stands == end)) {
        return false;
    }
    return spare(count, is(up, "to") ? up + 2 : is_any(up, kUp) ? up + 1 : up);
}

}  // namespace hibari::world
