// "replace A with B", "make A B", "A is a B now": what becomes something else.
#include "base/text.h"
#include "world/director/edit_cutter.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <string>

namespace hibari::world {

// What a clip has besides its cast, and how the reader is told of it.
struct EditProperty {
    std::string_view words;
    std::string_view before;  ///< said before the new value
    std::string_view after = {};
};

namespace {

constexpr EditProperty kProperties[] = {
    {"weather|sky|time|time of day|hour|season|date|year", ""},
    {"lighting|light|backlight|lights", ""},
    {"place|location|setting|background|scene|environment|scenery|backdrop|surroundings", "in"},
    {"style|look|visual style|aesthetic|art style|rendering", "in", "style"},
    {"music|soundtrack|score|song", "", "music"},
    {"mood|tone|atmosphere|vibe", ""},
    {"camera|camera angle|camera movement|camera move|angle|shot|framing|lens|view|perspective|"
     "viewpoint|camera position|shot type|point of view",
     "camera :"},
};

constexpr std::string_view kPalettes[] = {
    "color palette",
    "colour palette",
    "palette",
    "color scheme",
    "colour scheme",
    "colors",
    "colours",
    "color grade",
    "grade",
    "grading",
    "color grading",
    "colour grade",
};

}  // namespace

// "she is a woman", of the only one there is, whoever it was so far.
Words EditCutter::named(std::size_t begin_, std::size_t end, bool person) {
    const ShotReader::Meant who = meant(begin_, end);
    const bool pronoun = end == begin_ + 1 && is_any(begin_, "he|she|him|her|it|this|that");
    if (!pronoun || (!who.who.empty() && !is_any(begin_, "it|this|that"))) {
        return joined({stretch(begin_, end)});
    }
    int only = -1;
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const int member = static_cast<int>(i);
        const bool fits = person ? story_.is_person(member) : story_.is_alive(member);
        const bool later = only >= 0 && story_.cast[static_cast<std::size_t>(only)].last_seen >
                                            story_.cast[i].last_seen;
        only = fits && !later ? member : only;
    }
    if (only < 0) {
        return joined({stretch(begin_, end)});
    }
    return words_of("the " + story_.cast[static_cast<std::size_t>(only)].head);
}

// "replace A with B", "change A to B", "turn A into B", "make A B"
bool EditCutter::replace() {
    if (!is_any(at_, kReplacing)) {
        return false;
    }
    const std::size_t verb = at_;
    const std::size_t end = end_of_edit(verb + 1);
    if (is(verb, "switch") || is(verb, "change")) {
        if (is_any(verb + 1, "to|into") || (is(verb + 1, "it") && is_any(verb + 2, "to|into"))) {
            at_ = verb + (is(verb + 1, "it") ? 3 : 2);
            const bool place = !meant(at_, end).place.empty();
            say(joined({words_of(place ? "in" : ""), stretch(at_, end)}));
            at_ = end;
            return true;
        }
    }
    const std::string_view links = is(verb, "make")         ? std::string_view{}
                                   : is(verb, "substitute") ? "with|by|for"
                                   : is_any(verb, "swap|exchange|replace|switch")
                                       ? "with|by|for|to|into"
                                       : "to|into|from|for";
    std::size_t link = verb + 1;
    while (link < end && !is_any(link, links)) {
        ++link;
    }
    if (link < end && is(link, "from")) {
        std::size_t to = link;
        while (to < end && !is_any(to, "to|into")) {
            ++to;
        }
        // "change the ball from red to blue"
        return to < end && replace_by(verb + 1, link, to + 1, end);
    }
    if (link < end) {
        if (is(verb, "substitute") && is(link, "for")) {
            return replace_by(link + 1, end, verb + 1, link);
        }
        return replace_by(verb + 1, link, link + 1, end);
    }
    return is_any(verb, "make|turn") && make(verb, end);
}

bool EditCutter::replace_by(
    std::size_t from, std::size_t from_end, std::size_t to, std::size_t to_end
) {
    if (from >= from_end || to >= to_end) {
        return false;
    }
    if (const EditProperty* property = property_at(from, from_end); property != nullptr) {
        say_property(*property, to, to_end);
        at_ = to_end;
        return true;
    }
    if (is_palette(from, from_end)) {
        Edit& edit = begin(EditKind::kPalette);
        edit.words = joined({stretch(to, to_end)});
        at_ = to_end;
        return true;
    }
    if (const std::size_t owner = colored_thing(from, from_end); owner > 0) {
        const std::size_t owner_begin = is(owner, "of") ? owner + 1 : from;
        const std::size_t owner_end = is(owner, "of") ? from_end : owner;
        say(joined({stretch(owner_begin, owner_end), words_of("is"), stretch(to, to_end)}));
        at_ = to_end;
        return true;
    }
    const ShotReader::Meant old = meant(from, from_end);
    const ShotReader::Meant now = meant(to, to_end);
    if (old.is_garment && now.is_garment) {
        const Words owner = owner_of_garment(from, from_end);
        say(joined({owner, words_of("wears"), stretch(to, to_end)}));
    } else if (!now.place.empty() && old.who.empty()) {
        say(joined({words_of("in"), stretch(to, to_end)}));
    } else if (old.who.empty() && begins_setting(to)) {
        say(joined({stretch(to, to_end)}));
    } else if (now.is_new || (!now.who.empty() && !old.who.empty())) {
        Edit& edit = begin(EditKind::kReplace);
        edit.words = joined({stretch(from, from_end)});
        edit.by = joined({stretch(to, to_end)});
    } else if (old.is_garment) {
        garment_ = joined({stretch(from, from_end)});
        wear(joined({stretch(to, to_end)}));
    } else if (!old.who.empty()) {
        say(joined({stretch(from, from_end), words_of("is"), stretch(to, to_end)}));
    } else {
        Edit& edit = begin(EditKind::kReplace);
        edit.words = joined({stretch(from, from_end)});
        edit.by = joined({stretch(to, to_end)});
    }
    at_ = to_end;
    return true;
}

const EditProperty* EditCutter::property_at(std::size_t from, std::size_t end) const {
    from += is_any(from, "the|its|this|our|your") ? 1 : 0;
    for (const EditProperty& property : kProperties) {
        for (const std::string_view phrase : split(property.words, '|')) {
            if (phrase_end(from, phrase) == end) {
                return &property;
            }
        }
    }
    return nullptr;
}

void EditCutter::say_property(const EditProperty& property, std::size_t begin_, std::size_t end) {
    const bool framed = is_any(begin_, "in|on|at");
    const bool again = property.after.empty() ||
                       std::ranges::any_of(stretch(begin_, end), [&](const Token& token) {
                           return token.text == property.after;
                       });
    Words value = joined({stretch(begin_, end)});
    for (Token& word : value) {
        const bool camera = property.before.starts_with("camera");
        // Where the camera stands, not that it moves there.
        word.text = camera && word.text == "lower"    ? "low"
                    : camera && word.text == "higher" ? "high"
                                                      : word.text;
    }
    say(joined({
        words_of(framed ? "" : property.before),
        value,
        words_of(again ? "" : property.after),
    }));
}

bool EditCutter::is_palette(std::size_t from, std::size_t end) const {
    from += is_any(from, "the|its|all|this") ? 1 : 0;
    from += is(from, "the") ? 1 : 0;
    return std::ranges::any_of(kPalettes, [&](std::string_view phrase) {
        return phrase_end(from, phrase) == end;
    });
}

// "the color of the car", "the car's color": where "of" or "'s" stands.
std::size_t EditCutter::colored_thing(std::size_t from, std::size_t end) const {
    const std::size_t word = from + (is(from, "the") ? 1 : 0);
    if (is_any(word, "color|colour|size|shade") && is(word + 1, "of") && word + 2 < end) {
        return word + 1;
    }
    if (end > from + 2 && is_any(end - 1, "color|colour|size|shade") && is(end - 2, "'s")) {
        return end - 2;
    }
    return 0;
}

// Whose garment is spoken of: "his jacket", "the man's hat", else whoever is spoken of next.
Words EditCutter::owner_of_garment(std::size_t from, std::size_t end) const {
    for (std::size_t i = from; i + 1 < end; ++i) {
        if (is(i + 1, "'s")) {
            return joined({stretch(from, i + 1)});
        }
    }
    return words_of(
        is(from, "her")                     ? "she"
        : is(from, "his")                   ? "he"
        : is_any(from, "their|the players") ? "they"
                                            : "he"
    );
}

// "make the ball red", "make it night", "make her an old man", "make him run"
bool EditCutter::make(std::size_t verb, std::size_t end) {
    const std::size_t from = verb + 1;
    if (from >= end) {
        return false;
    }
    if (const EditProperty* property = property_head(from, end); property != nullptr) {
        std::size_t value = from;
        value += is_any(value, "the|its|this") ? 1 : 0;
        while (value < end && !property_word(*property, value)) {
            ++value;
        }
        ++value;
        value += is_any(value, "look|be|feel|sound|into|more") ? 1 : 0;
        if (value < end) {
            say_property(*property, value, end);
            at_ = end;
            return true;
        }
    }
    const bool it = is_any(from, "it|this|that|everything");
    std::size_t value = it ? from + 1 : 0;
    if (it) {
        value += is_any(value, "look|be|feel|seem|sound|more|a|an|all|into|to|so|that") &&
                         !has_kind(value, {WordKind::kStyle})
                     ? 1
                     : 0;
        value += is(value, "like") ? 1 : 0;
    }
    if (it && value < end) {
        const bool place = !meant(value, end).place.empty();
        const ShotReader::Meant new_one = meant(value, end);
        const bool more_a = new_one.is_new || !new_one.who.empty();
        if (begins_setting(value) || place || has_kind(value, {WordKind::kSound})) {
            say(joined({words_of(place ? "in" : ""), stretch(value, end)}));
            at_ = end;
            return true;
        }
        if (more_a && value > from + 1 && is_any(value - 1, "a|an")) {
            const ShotReader::Meant by = meant(value, end);
            Edit& edit = begin(EditKind::kReplace);
            const bool alive = by.is_person || by.is_animal;
            edit.words =
                alive ? named(from, from + 1, by.is_person) : joined({stretch(from, from + 1)});
            edit.same_one = by.is_person;
            edit.by = joined({stretch(value - 1, end)});
            at_ = end;
            return true;
        }
    }
    const ShotReader::Meant who = meant(from, end);
    if (who.end == 0 || who.end >= end) {
        return false;
    }
    value = who.end;
    value += is_any(value, "to|look|be|become|appear|seem") ? 1 : 0;
    value += is_any(value, "look|be|become|like|into") ? 1 : 0;
    if (value >= end) {
        return false;
    }
    const ShotReader::Meant what = meant(value, end);
    if (is_any(value, "a|an|two|three") && (what.is_new || !what.who.empty())) {
        Edit& edit = begin(EditKind::kReplace);
        edit.words = joined({stretch(from, who.end)});
        edit.by = joined({stretch(value, end)});
        edit.same_one = true;
        at_ = end;
        return true;
    }
    if (is_deed(value)) {
        return tell();
    }
    say(joined(
        {stretch(from, who.end), words_of(who.who.size() > 1 ? "are" : "is"), stretch(value, end)}
    ));
    at_ = end;
    return true;
}

bool EditCutter::property_word(const EditProperty& property, std::size_t at) const {
    return at < tokens_.size() && listed(property.words, tokens_[at].text);
}

const EditProperty* EditCutter::property_head(std::size_t from, std::size_t end) const {
    const std::size_t at = from + (is_any(from, "the|its|this") ? 1 : 0);
    for (const EditProperty& property : kProperties) {
        if (at < end && at > from && property_word(property, at)) {
            return &property;
        }
    }
    return nullptr;
}

// "the car is a yellow bus", "the dog becomes a cat", "the rain turns into snow"
bool EditCutter::become() {
    const std::size_t end = end_of_edit(at_);
    ShotReader::Meant who = meant(at_, end);
    const bool pronoun = is_any(at_, "he|she|it");
    who.end = pronoun ? at_ + 1 : who.end;
    if (who.end == 0 || (who.who.empty() && !pronoun)) {
        return false;
    }
    std::size_t link = who.end;
    link += is_any(link, "should|must|could|will|would|shall") ? 1 : 0;
    link += is(link, "now") ? 1 : 0;
    if (!is_any(link, "is|are|be|becomes|become|turns|turn")) {
        return false;
    }
    link += is_any(link, "turns|turn") && is(link + 1, "into") ? 2 : 1;
    link += is(link, "now") ? 1 : 0;
    std::size_t what_end = end;
    while (what_end > link && is_any(what_end - 1, "now|instead")) {
        --what_end;
    }
    if (!is_any(link, "a|an")) {
        const bool made = is_any(link, "painted|dyed|colored|coloured|tinted");
        link += made ? 1 : 0;
        if (made || (who.end + 1 < link && is(link - 1, "be"))) {  // "the ball should be red"
            say(joined({stretch(at_, who.end), words_of("is"), stretch(link, what_end)}));
            at_ = end;
            return true;
        }
        return false;
    }
    const ShotReader::Meant what = meant(link, what_end);
    if (!what.is_new && what.who.empty()) {
        return false;
    }
    Edit& edit = begin(EditKind::kReplace);
    edit.words = named(at_, who.end, what.is_person);
    edit.by = joined({stretch(link, what_end)});
    edit.same_one = true;
    at_ = end;
    return true;
}

// "a cat instead of the dog", "dawn instead of sunset"
bool EditCutter::instead_of() {
    const std::size_t end = end_of_edit(at_);
    const ShotReader::Meant what = meant(at_, end);
    std::size_t link = what.end;
    if (what.end == 0) {
        return false;
    }
    if (!(is(link, "instead") && is(link + 1, "of")) &&
        !(is(link, "rather") && is(link + 1, "than"))) {
        return false;
    }
    const ShotReader::Meant old = meant(link + 2, end);
    if (what.count > 0 && number_of(link + 2) > 0) {  // "five balloons instead of one"
        Edit& edit = begin(EditKind::kCount);
        edit.words = joined({stretch(at_, what.end)});
        edit.factor = static_cast<float>(what.count);
        at_ = end;
        return true;
    }
    if (!what.is_new || old.end == 0) {
        return false;
    }
    Edit& edit = begin(EditKind::kReplace);
    edit.by = joined({stretch(at_, what.end)});
    edit.words = joined({stretch(link + 2, old.end)});
    at_ = std::max(old.end, at_ + 1);
    return true;
}

}  // namespace hibari::world
