// Who comes, who goes, and who does what: "add a dog", "remove the hat", "have her wave".
#include "world/director/edit_cutter.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <string>

namespace hibari::world {
namespace {

std::string third_person(const std::string& verb) {
    if (verb == "be") {
        return "is";
    }
    if (verb == "have") {
        return "has";
    }
    const bool hisses = verb.ends_with("s") || verb.ends_with("x") || verb.ends_with("z") ||
                        verb.ends_with("ch") || verb.ends_with("sh") || verb.ends_with("o");
    const bool y = verb.size() > 1 && verb.ends_with("y") &&
                   std::string_view("aeiou").find(verb[verb.size() - 2]) == std::string_view::npos;
    return y ? verb.substr(0, verb.size() - 1) + "ies" : verb + (hisses ? "es" : "s");
}

}  // namespace

bool EditCutter::is_deed(std::size_t at) const {
    if (at >= tokens_.size()) {
        return false;
    }
    const auto hits = story_.dictionary->hits_at(tokens_, at);
    return std::ranges::any_of(hits, [](const Hit& hit) {
        return (hit.kind == WordKind::kVerb && hit.form == VerbForm::kBase) ||
               hit.kind == WordKind::kSpeech || hit.kind == WordKind::kOutcome;
    });
}

// "have her say ...", "let him miss", "make the dog run": he does.
bool EditCutter::tell() {
    if (!is_any(at_, kTold)) {
        return false;
    }
    const std::size_t from = at_ + 1;
    const std::size_t end = end_of_edit(from);
    const ShotReader::Meant who = meant(from, end);
    std::size_t verb = who.end + (is(who.end, "to") ? 1 : 0);
    if (who.end == 0 || verb >= end) {
        return false;
    }
    if (is_any(verb, "be|wear|have") || is_deed(verb)) {
        const bool many = who.who.size() > 1;
        Words deed = words_of(
            many ? (is(verb, "be") ? "are" : tokens_[verb].text) : third_person(tokens_[verb].text)
        );
        say(joined({subject_form(from, who.end), deed, stretch(verb + 1, end)}));
        at_ = end;
        return true;
    }
    return false;
}

// "him" as a subject is "he".
Words EditCutter::subject_form(std::size_t begin_, std::size_t end) const {
    if (end == begin_ + 1) {
        if (is(begin_, "him")) {
            return words_of("he");
        }
        if (is(begin_, "her")) {
            return words_of("she");
        }
        if (is(begin_, "them")) {
            return words_of("they");
        }
    }
    return joined({stretch(begin_, end)});
}

// "the crowd is silent", "the dog is gone"
bool EditCutter::gone() {
    constexpr std::size_t kReach = 5;
    for (std::size_t link = at_ + 1; link < at_ + kReach && !ends(link); ++link) {
        const bool last = ends(link + 2) || is_any(link + 2, ",|and|but|now");
        if (is_any(link, "is|are|goes|stays|should") && last &&
            is_any(link + 1, "gone|missing|silent|quiet|removed|absent|muted")) {
            const bool heard = is_any(link + 1, "silent|quiet|muted");  // and still there
            begin(EditKind::kRemove).words =
                joined({stretch(at_, link), words_of(heard ? "sounds" : "")});
            at_ = link + 2;
            return true;
        }
    }
    return false;
}

bool EditCutter::remove() {
    std::size_t from = at_;
    if (is_any(from, kRemoving)) {
        from += is_any(from + 1, "out|away|off") ? 2 : 1;
        if (is(at_, "cut") && from == at_ + 1) {
            return false;  // "cut to"
        }
    } else if (is(from, "take") && is_any(from + 1, "out|away|off")) {
        from += 2;
    } else if (is(from, "get") && is(from + 1, "rid") && is(from + 2, "of")) {
        from += 3;
    } else if (is(from, "leave") && is(from + 1, "out")) {
        from += 2;
    } else if (is_any(from, "without|minus")) {
        from += 1;
    } else if (is(from, "no")) {
        from += is(from + 1, "more") ? 2 : 1;
    } else if (is(from, "there") && is_any(from + 1, "is|are") && is(from + 2, "no")) {
        from += 3;
    } else if (is(from, "with") && is(from + 1, "no")) {
        from += 2;
    } else {
        return false;
    }
    std::size_t end = end_of_edit(from);
    if (from >= end) {
        return false;
    }
    // "remove the dog and the ball", one after the other; "no rain, at night".
    while (from < end) {
        std::size_t one = from;
        while (one < end && !is_any(one, "and|,|or")) {
            ++one;
        }
        if (one > from) {
            Edit& edit = begin(EditKind::kRemove);
            edit.words = joined({stretch(from, one)});
        }
        from = one + 1;
        const bool list = is_any(one, "and|or") || is_any(from, "the|his|her|their|no");
        if (!list || has_kind(from, {WordKind::kPreposition})) {
            end = std::min(end, one);
            break;
        }
        from += is(from, "no") ? 1 : 0;
    }
    at_ = end;
    return true;
}

// "add a dog", "put a cup on the table", "give her a hat", "there is a ball": said as it is.
bool EditCutter::add() {
    std::size_t from = at_;
    if (is(from, "give") || is(from, "hand")) {
        const std::size_t end = end_of_edit(from + 1);
        const ShotReader::Meant who = meant(from + 1, end);
        if (who.end == 0 || who.end >= end || who.who.empty()) {
            return false;
        }
        Words what = joined({stretch(who.end, end)});
        const bool worn = meant(who.end, end).is_garment;
        say(joined({subject_form(from + 1, who.end), words_of(worn ? "wears" : "has"), what}));
        at_ = end;
        return true;
    }
    if (is(from, "there") && is_any(from + 1, "is|are") && !is_any(from + 2, "no|not")) {
        from += 2;
    } else if (is_any(from, kAdding)) {
        from += is_any(from + 1, "in|back") ? 2 : 1;
        if (is_any(from - 1, "show|bring|place|put") && !is_any(
                                                            from,
                                                            "a|an|the|two|three|some|"
                                                            "another|more|him|her|them"
                                                        )) {
            return false;
        }
    } else {
        return false;
    }
    const std::size_t end = end_of_edit(from);
    if (from >= end) {
        return false;
    }
    const ShotReader::Meant what = meant(from, end);
    const bool on = is_any(what.end, "on|to|for");
    if (what.is_garment && on) {
        const ShotReader::Meant who = meant(what.end + 1, end);
        if (who.end > 0) {
            say(joined({stretch(what.end + 1, who.end), words_of("wears"), stretch(from, what.end)})
            );
            at_ = end;
            return true;
        }
    }
    if (!what.who.empty() && what.is_person && is(what.end, "in")) {
        const ShotReader::Meant worn = meant(what.end + 1, end);
        if (worn.is_garment) {  // "put her in a red dress"
            say(joined({subject_form(from, what.end), words_of("wears"), stretch(what.end + 1, end)}
            ));
            at_ = end;
            return true;
        }
    }
    end_saying();
    besides_ = true;
    say(joined({stretch(from, end)}));
    end_saying();
    at_ = end;
    return true;
}

// "move it to a beach", "set the scene in winter"
bool EditCutter::move_all() {
    if (!is_any(
            at_, "move|set|put|place|relocate|take|bring|transport|stage|shoot|film|make|show|view"
        )) {
        return false;
    }
    std::size_t to = at_ + 1;
    const std::size_t end = end_of_edit(at_);
    const bool all = is_any(to, "it|this|that|everything|everyone|them|all");
    if (all) {
        ++to;
    } else if (is(to, "the") &&
               is_any(to + 1, "scene|action|shot|video|clip|whole|story|setting|location")) {
        to += is(to + 1, "whole") ? 3 : 2;
    } else {
        return false;
    }
    to += is_any(to, "take|happen|play|all") ? 1 : 0;
    to += is(to, "place") ? 1 : 0;
    if (!is_any(to, "to|into|in|on|onto|at|from|outside|indoors|outdoors|under|inside") ||
        to >= end) {
        return false;
    }
    if (is_any(at_, "shoot|film|show|view") && is(to, "from")) {
        say(joined({words_of("camera :"), stretch(to, end)}));  // "show it from above"
        at_ = end;
        return true;
    }
    const bool bare = is_any(to, "to|into|onto");
    say(joined({words_of(bare ? "in" : ""), stretch(bare ? to + 1 : to, end)}));
    at_ = end;
    return true;
}

// "dress her in a red coat"
bool EditCutter::dress() {
    if (!is_any(at_, "dress|clothe")) {
        return false;
    }
    const std::size_t end = end_of_edit(at_ + 1);
    const ShotReader::Meant who = meant(at_ + 1, end);
    if (who.end == 0 || !is_any(who.end, "in|as|up")) {
        return false;
    }
    const std::size_t what = who.end + (is(who.end, "up") ? 2 : 1);
    if (is(what - 1, "as")) {
        Edit& edit = begin(EditKind::kReplace);
        edit.words = joined({stretch(at_ + 1, who.end)});
        edit.by = joined({stretch(what, end)});
        edit.same_one = true;
    } else {
        say(joined({subject_form(at_ + 1, who.end), words_of("wears"), stretch(what, end)}));
    }
    at_ = end;
    return true;
}

// "two cats", "only one kid"
bool EditCutter::count() {
    std::size_t from = at_;
    from += is_any(from, "only|just|exactly|with") ? 1 : 0;
    const std::size_t end = end_of_edit(from);
    const ShotReader::Meant some = meant(from, end);
    if (some.end == 0 || some.count == 0 || is_any(from, "a|an|another|the|some") ||
        !(ends(some.end) || is_any(some.end, ",|and|now|instead"))) {
        return false;
    }
    Edit& edit = begin(EditKind::kCount);
    edit.words = joined({stretch(from, some.end)});
    edit.factor = static_cast<float>(some.count);
    at_ = is_any(some.end, "now") ? some.end + 1 : some.end;
    if (is(at_, "instead")) {
        at_ = end;
    }
    return true;
}

}  // namespace hibari::world
