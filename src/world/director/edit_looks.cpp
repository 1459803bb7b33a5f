// How somebody or something is: garments, size, pace, mood, and how near the camera is.
#include "world/director/edit_cutter.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <string>

namespace hibari::world {

// "the suit is dark blue", "make his hat red", "the jersey: make it green": worn like that.
bool EditCutter::recolor_garment() {
    std::size_t from = at_ + (is_any(at_, "make|turn|paint|color|colour") ? 1 : 0);
    const std::size_t end = end_of_edit(from);
    ShotReader::Meant worn = meant(from, end);
    if (from > at_ && is_any(from, "it|them") && !garment_.empty()) {
        worn.is_garment = true;
        worn.end = from + 1;
    } else if (worn.is_garment) {
        garment_ = joined({stretch(from, worn.end)});
    }
    if (!worn.is_garment) {
        return false;
    }
    std::size_t value = worn.end;
    value += is_any(value, "should|must|could") ? 1 : 0;
    if (from == at_ && !is_any(value, "is|are|be|:|becomes|turns|in")) {
        if (ends(value) || (is(value, ":") && value + 1 >= end)) {
            at_ = value + 1;  // It is told next what of it.
            return true;
        }
        return false;
    }
    value += is_any(value, "is|are|be|:|becomes|turns|in|to|into") ? 1 : 0;
    if (is_any(value, "make|it")) {
        at_ = value;
        fresh_ = true;
        return true;
    }
    if (!has_kind(value, {WordKind::kColor, WordKind::kHarmless, WordKind::kSize}) ||
        value >= end) {
        return false;
    }
    wear(joined({stretch(value, end)}));
    at_ = end;
    return true;
}

// Whoever wears such a thing, or else whoever the clip is about, has it like that.
void EditCutter::wear(const Words& value) {
    Words garment = garment_;
    if (!garment.empty() && listed("the|his|her|their|its|a", garment.front().text)) {
        garment.erase(garment.begin());
    }
    if (garment.empty()) {
        return;
    }
    const auto hits = story_.dictionary->hits_at(garment, garment.size() - 1);
    const auto row = std::ranges::find(hits, WordKind::kGarment, &Hit::kind);
    const LookSlot slot = row == hits.end()
                              ? LookSlot::kOther
                              : garment_rows()[static_cast<std::size_t>(row->row)].slot;
    std::vector<std::string> wearers;
    std::string main;
    int seen = -1;
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const CastMember& member = story_.cast[i];
        if (!story_.is_person(static_cast<int>(i))) {
            continue;
        }
        const PersonLook& look = member.entity.look;
        const bool has = (slot == LookSlot::kTop && look.top != Top::kUnspecified) ||
                         (slot == LookSlot::kHat && look.hat != Hat::kNone) ||
                         (slot == LookSlot::kBottom && look.bottom != Bottom::kUnspecified);
        if (has && std::ranges::find(wearers, member.head) == wearers.end()) {
            wearers.push_back(member.head);
        }
        if (member.last_seen > seen) {
            main = member.head;
            seen = member.last_seen;
        }
    }
    if (wearers.empty() && !main.empty()) {
        wearers.push_back(main);
    }
    for (const std::string& wearer : wearers) {
        say(joined({words_of("the " + wearer + " has a"), value, garment}));
    }
}

// "twice as big", "half the size", "the dog is much bigger"
bool EditCutter::resize() {
    std::size_t from = at_ + (is_any(at_, "make|scale") ? 1 : 0);
    const std::size_t end = end_of_edit(from);
    const ShotReader::Meant who = meant(from, end);
    std::size_t at = who.end > 0 && !who.who.empty() ? who.end : from;
    const std::size_t who_end = at;
    at += is_any(at, "is|are|be|should|gets|becomes|grows") ? 1 : 0;
    at += is_any(at, "be|now") ? 1 : 0;
    float factor = 1.0F;
    while (is_any(at, "much|a|bit|little|lot|way|even|far")) {
        ++at;
    }
    if (is_any(at, "twice|double|doubled")) {
        factor = 2.0F;
    } else if (is(at, "half") || is(at, "halved")) {
        factor = 0.5F;
    } else if (number_of(at) > 1 && is(at + 1, "times")) {
        factor = static_cast<float>(number_of(at));
        ++at;
    } else if (is_any(at, "bigger|larger|taller|longer|huger")) {
        factor = 1.5F;
    } else if (is_any(at, "smaller|tinier|shorter|littler")) {
        factor = 0.65F;
    } else {
        return false;
    }
    ++at;
    while (at < end && is_any(
                           at,
                           "as|the|its|his|her|their|in|size|sized|big|large|tall|small|"
                           "bigger|larger|taller|that|now|long|high"
                       )) {
        ++at;
    }
    if (at < end) {
        return false;
    }
    Edit& edit = begin(EditKind::kScale);
    edit.words = joined({stretch(from, who_end)});
    edit.factor = factor;
    at_ = end;
    return true;
}

// "sadder", "make it more dramatic": the music and, where words have one, the light.
bool EditCutter::mood() {
    std::size_t at = at_;
    at += is_any(at, "make") ? 1 : 0;
    at += at > at_ && is_any(at, "it|this|everything") ? 1 : 0;
    at += is_any(at, "feel|look|sound|be|seem") ? 1 : 0;
    while (is_any(at, "a|bit|much|little|lot|more|very|even|really")) {
        ++at;
    }
    const std::size_t end = end_of_edit(at);
    const bool alone = at + 1 == end || (at < end && is_any(at + 1, ","));
    if (!alone || !has_kind(at, {WordKind::kMood}) || has_kind(at, {WordKind::kSky})) {
        return false;
    }
    say(joined({stretch(at, at + 1), words_of("music")}));
    at_ = at + 1;
    return true;
}

// "faster", "a bit slower", "speed it up"
bool EditCutter::pace() {
    std::size_t at = at_;
    const std::size_t end = end_of_edit(at);
    while (is_any(
        at,
        "much|a|bit|little|way|even|make|it|them|him|her|everything|speed|slow|"
        "more|go|move|run|do|play|that|this"
    )) {
        ++at;
    }
    const bool up =
        is(at, "up") && at > at_ && std::ranges::any_of(stretch(at_, at), [](const Token& token) {
            return token.text == "speed";
        });
    const bool down =
        is(at, "down") && at > at_ && std::ranges::any_of(stretch(at_, at), [](const Token& token) {
            return token.text == "slow";
        });
    const bool faster = is_any(at, "faster|quicker|quickly|rapidly|energetically") || up;
    const bool slower = is_any(at, "slower|slowly|gently|calmer|calmly") || down;
    if ((!faster && !slower) || at + 1 < end) {
        return false;
    }
    begin(EditKind::kPace).factor = faster ? 1.5F : 0.6F;
    at_ = end;
    return true;
}

// "closer", "a wider shot", "zoomed out more"
bool EditCutter::framing() {
    std::size_t at = at_;
    while (is_any(
        at,
        "much|a|bit|little|way|even|get|go|move|step|come|be|from|the|camera|shot|"
        "is|zoom|pull|it"
    )) {
        ++at;
    }
    const bool in = is_any(at, "closer|tighter|nearer");
    const bool out = is_any(at, "wider|further|farther|looser");
    if (!in && !out) {
        return false;
    }
    ++at;
    while (is_any(
        at,
        "away|back|out|in|up|shot|framing|view|angle|to|him|her|it|them|the|"
        "camera|please"
    )) {
        ++at;
    }
    if (!ends(at) && !is_any(at, ",|and|with|but")) {
        return false;
    }
    begin(EditKind::kFraming).factor = in ? 1.0F : -1.0F;
    at_ = at;
    return true;
}

}  // namespace hibari::world
