#include "world/director/edits.h"

#include "base/text.h"
#include "world/director/inflect.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <initializer_list>

namespace hibari::world {
namespace {

using Words = std::vector<Token>;

// What somebody says before he comes to the point, and what only says that the rest stays.
constexpr std::string_view kPolite[] = {
    "please",
    "now",
    "but now",
    "but",
    "and",
    "also",
    "then",
    "ok",
    "okay",
    "hey",
    "hi",
    "so",
    "well",
    "just",
    "can you",
    "could you",
    "would you",
    "can we",
    "could we",
    "i want you to",
    "i would like you to",
    "i want",
    "i would like",
    "i would love",
    "i need",
    "we need",
    "let us",
    "try to",
    "how about",
    "what if",
    "this time",
    "the same",
    "same",
    "same again",
    "same thing",
    "same as before",
    "as before",
    "again",
    "same shot",
    "same scene",
    "same video",
    "same clip",
    "exactly the same",
    "identical",
    "the same shot",
    "the same scene",
    "the same video",
    "the same clip",
    "the same thing",
    "the same again",
    "this shot",
    "this scene",
    "this video",
    "the original",
    "everything the same",
    "everything else the same",
    "all else the same",
    "keep everything",
    "keep everything else",
    "keep everything the same",
    "keep everything else the same",
    "keep everything else as it is",
    "keep the rest",
    "keep the rest the same",
    "keep the same shot",
    "keep the shot",
    "keep the scene",
    "leave everything else",
    "leave everything else as it is",
    "leave the rest",
    "change nothing",
    "nothing else",
    "nothing changes",
    "do it again",
    "once more",
    "one more time",
    "another version",
    "a version",
    "same but",
    "except",
    "only",
    "change nothing but",
    "change only",
    "only change",
    "everything stays the same",
    "everything else stays the same",
    "the rest stays the same",
    "and everything else stays the same",
};

constexpr std::string_view kReplacing =
    "replace|swap|substitute|exchange|switch|change|turn|convert|transform|make";
constexpr std::string_view kRemoving = "remove|delete|erase|omit|drop|lose|eliminate|hide|cut";
constexpr std::string_view kAdding = "add|include|insert|bring|introduce|put|place|show";
constexpr std::string_view kTold = "have|let|make|get";

// What a clip has besides its cast, and how the reader is told of it.
struct Property {
    std::string_view words;
    std::string_view before;  ///< said before the new value
    std::string_view after = {};
};

constexpr Property kProperties[] = {
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

Words words_of(std::string_view text) {
    return tokenize(text);
}

Words joined(std::initializer_list<std::span<const Token>> parts) {
    Words all;
    for (const auto part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

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

class EditCutter {
  public:
    EditCutter(std::span<const Token> tokens, ShotReader& reader, const Story& story)
        : tokens_(tokens.begin(), tokens.end()), reader_(reader), story_(story) {}

    std::vector<Edit> run() {
        while (at_ < tokens_.size()) {
            const std::size_t before = at_;
            if (!skip_polite() && !read_scope() && !cut_one()) {
                say_word();
            }
            at_ = std::max(at_, before + 1);
        }
        end_saying();
        return std::move(edits_);
    }

  private:
    bool is(std::size_t at, std::string_view word) const {
        return at < tokens_.size() && tokens_[at].text == word;
    }

    bool is_any(std::size_t at, std::string_view words) const {
        return at < tokens_.size() && listed(words, tokens_[at].text);
    }

    std::size_t phrase_end(std::size_t at, std::string_view phrase) const {
        for (const std::string_view word : split(phrase, ' ')) {
            if (!is(at, word)) {
                return 0;
            }
            ++at;
        }
        return at;
    }

    template <typename Phrases>
    std::size_t any_phrase_end(std::size_t at, const Phrases& phrases) const {
        std::size_t end = 0;
        for (const std::string_view phrase : phrases) {
            end = std::max(end, phrase_end(at, phrase));
        }
        return end;
    }

    bool ends(std::size_t at) const {
        return at >= tokens_.size() || ends_sentence(tokens_[at]) || is(at, ";");
    }

    bool at_clause() const {
        return at_ == 0 || ends(at_ - 1) || is_any(at_ - 1, ",|:|(|-") ||
               is_any(at_ - 1, "and|but|then");
    }

    bool has_kind(std::size_t at, std::initializer_list<WordKind> kinds) const {
        if (at >= tokens_.size()) {
            return false;
        }
        const auto hits = story_.dictionary->hits_at(tokens_, at);
        return std::ranges::any_of(hits, [&](const Hit& hit) {
            return std::ranges::find(kinds, hit.kind) != kinds.end();
        });
    }

    bool begins_setting(std::size_t at) const {
        return has_kind(
            at,
            {WordKind::kTime,
             WordKind::kSky,
             WordKind::kSeason,
             WordKind::kWind,
             WordKind::kStyle,
             WordKind::kMood,
             WordKind::kTempo,
             WordKind::kCamera}
        );
    }

    // Where the words of an operator end: with the sentence, or where the next edit begins.
    std::size_t end_of_edit(std::size_t at) const {
        while (!ends(at)) {
            const bool joint = is_any(at, ",|and|but|then");
            const std::size_t next =
                is(at, ",") && is_any(at + 1, "and|but|then") ? at + 2 : at + 1;
            if (joint &&
                (is_any(next, kReplacing) || is_any(next, kRemoving) || is_any(next, kAdding) ||
                 is_any(next, kTold) || is_any(next, "keep|leave|move|give|switch"))) {
                return at;
            }
            if (is_any(at, "but|while|then") || (is(at, ",") && is(next, "with"))) {
                return at;
            }
            ++at;
        }
        return at;
    }

    std::span<const Token> stretch(std::size_t begin, std::size_t end) const {
        return std::span(tokens_).subspan(begin, end - begin);
    }

    ShotReader::Meant meant(std::size_t begin, std::size_t end) {
        Words words = joined({stretch(begin, std::max(begin, end))});
        ShotReader::Meant found = reader_.meant(words);
        found.end += found.end > 0 ? begin : 0;
        return found;
    }

    ShotReader::Meant meant(std::size_t begin) { return meant(begin, end_of_edit(begin)); }

    bool skip_polite() {
        if (!at_clause()) {
            return false;
        }
        std::size_t end = 0;
        for (const std::string_view phrase : kPolite) {
            const std::size_t here = phrase_end(at_, phrase);
            const bool whole =
                here > 0 &&
                (ends(here) || is_any(here, ",|:|-|but|and|with|at|in|from|without|except"));
            const bool opening = listed(
                                     "please|now|but|and|also|then|ok|okay|hey|hi|so|well|just|"
                                     "this time|again|only|except",
                                     phrase
                                 ) ||
                                 phrase.starts_with("can ") || phrase.starts_with("could ") ||
                                 phrase.starts_with("would ") || phrase.starts_with("i ") ||
                                 phrase.starts_with("we ") || phrase == "let us" ||
                                 phrase == "try to" || phrase == "change nothing but" ||
                                 phrase == "how about" || phrase == "what if";
            end = whole || (opening && here > 0) ? std::max(end, here) : end;
        }
        if (end == 0) {
            return false;
        }
        const std::string& first = tokens_[at_].text;
        if (first == "also" || first == "then") {
            end_saying();
            besides_ = true;
        }
        at_ = end;
        at_ += is_any(at_, ",|:|-") ? 1 : 0;
        fresh_ = true;
        return true;
    }

    // "In shot 2", "Shot 2:", "in the last shot".
    bool read_scope() {
        std::size_t at = at_;
        const bool in = is_any(at, "in|for|during");
        at += in ? 1 : 0;
        at += in && is(at, "the") ? 1 : 0;
        int number = 0;
        std::size_t end = 0;
        if (is_any(at, "shot|scene|clip")) {
            number = number_of(at + 1);
            end = at + 2;
        } else if (is_any(at + 1, "shot|scene|clip") && in) {
            number = is_any(at, "last|final") ? -1 : number_of(at);
            end = at + 2;
        }
        if (number == 0 || !(in || is(end, ":"))) {
            return false;
        }
        if (!saying_.empty() && in && ends(end)) {
            shot_ = number > 0 ? number - 1 : number;  // "make the dog black in shot 2"
            end_saying();
        } else {
            end_saying();
            shot_ = number > 0 ? number - 1 : number;
        }
        at_ = end + (is_any(end, ",|:") ? 1 : 0);
        fresh_ = true;
        return true;
    }

    int number_of(std::size_t at) const {
        constexpr std::string_view kNames[] = {
            "one|first|1",
            "two|second|2",
            "three|third|3",
            "four|fourth|4",
            "five|fifth|5",
            "six|sixth|6",
            "seven|seventh|7",
            "eight|eighth|8",
            "nine|ninth|9",
            "ten|tenth|10",
            "eleven|eleventh|11",
            "twelve|twelfth|12",
        };
        for (std::size_t i = 0; i < std::size(kNames); ++i) {
            if (is_any(at, kNames[i])) {
                return static_cast<int>(i) + 1;
            }
        }
        return 0;
    }

    bool cut_one() {
        if (!at_clause() && !fresh_) {
            return false;
        }
        fresh_ = false;
        return replace() || remove() || add() || move_all() || dress() || tell() || pace() ||
               framing() || become() || instead_of() || count();
    }

    Edit& begin(EditKind kind) {
        end_saying();
        Edit& edit = edits_.emplace_back();
        edit.kind = kind;
        edit.shot = shot_;
        return edit;
    }

    void say(Words words) {
        // A sentence of its own.
        if (!saying_.empty()) {
            saying_.push_back(words_of(".").front());
        }
        saying_.insert(saying_.end(), words.begin(), words.end());
        saying_.push_back(words_of(".").front());
    }

    void say_word() {
        if (is(at_, "instead") && !is(at_ + 1, "of")) {
            instead_ = true;
        } else if (is_any(at_, "instead|rather") && is_any(at_ + 1, "of|than")) {
            const std::size_t end = end_of_edit(at_ + 2);
            not_this_ = joined({stretch(at_ + 2, end)});
            at_ = end;
            return;
        } else if (is(at_, "now") && (ends(at_ + 1) || is_any(at_ + 1, ",|and"))) {
            // "he is black now"
        } else {
            saying_.push_back(tokens_[at_]);
        }
        ++at_;
    }

    void end_saying() {
        const bool any = std::ranges::any_of(saying_, [](const Token& token) {
            return token.kind != TokenKind::kPunct && token.kind != TokenKind::kBreak;
        });
        if (any) {
            Edit& edit = edits_.emplace_back();
            edit.words = std::move(saying_);
            edit.instead = instead_;
            edit.besides = besides_;
            edit.not_this = std::move(not_this_);
            edit.shot = shot_;
        }
        saying_.clear();
        not_this_.clear();
        instead_ = false;
        besides_ = false;
    }

    // "replace A with B", "change A to B", "turn A into B", "make A B"
    bool replace() {
        if (!is_any(at_, kReplacing)) {
            return false;
        }
        const std::size_t verb = at_;
        const std::size_t end = end_of_edit(verb + 1);
        if (is(verb, "switch") || is(verb, "change")) {
            if (is_any(verb + 1, "to|into") ||
                (is(verb + 1, "it") && is_any(verb + 2, "to|into"))) {
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
            return to < end && replace_by(verb + 1, link, to + 1, end, verb);
        }
        if (link < end) {
            if (is(verb, "substitute") && is(link, "for")) {
                return replace_by(link + 1, end, verb + 1, link, verb);
            }
            return replace_by(verb + 1, link, link + 1, end, verb);
        }
        return is_any(verb, "make|turn") && make(verb, end);
    }

    bool replace_by(
        std::size_t from, std::size_t from_end, std::size_t to, std::size_t to_end, std::size_t verb
    ) {
        if (from >= from_end || to >= to_end) {
            return false;
        }
        if (const Property* property = property_at(from, from_end); property != nullptr) {
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
        } else if (!now.place.empty() && (!old.who.empty() ? false : true)) {
            say(joined({words_of("in"), stretch(to, to_end)}));
        } else if (old.who.empty() && begins_setting(to)) {
            say(joined({stretch(to, to_end)}));
        } else if (now.is_new || (!now.who.empty() && !old.who.empty())) {
            Edit& edit = begin(EditKind::kReplace);
            edit.words = joined({stretch(from, from_end)});
            edit.by = joined({stretch(to, to_end)});
        } else if (!old.who.empty() || old.is_garment) {
            say(joined({stretch(from, from_end), words_of("is"), stretch(to, to_end)}));
        } else {
            (void)verb;
            Edit& edit = begin(EditKind::kReplace);
            edit.words = joined({stretch(from, from_end)});
            edit.by = joined({stretch(to, to_end)});
        }
        at_ = to_end;
        return true;
    }

    const Property* property_at(std::size_t from, std::size_t end) const {
        from += is_any(from, "the|its|this|our|your") ? 1 : 0;
        for (const Property& property : kProperties) {
            for (const std::string_view phrase : split(property.words, '|')) {
                if (phrase_end(from, phrase) == end) {
                    return &property;
                }
            }
        }
        return nullptr;
    }

    void say_property(const Property& property, std::size_t begin_, std::size_t end) {
        const bool framed = is_any(begin_, "in|on|at");
        const bool again = property.after.empty() ||
                           std::ranges::any_of(stretch(begin_, end), [&](const Token& token) {
                               return token.text == property.after;
                           });
        say(joined({
            words_of(framed ? "" : property.before),
            stretch(begin_, end),
            words_of(again ? "" : property.after),
        }));
    }

    bool is_palette(std::size_t from, std::size_t end) const {
        from += is_any(from, "the|its|all|this") ? 1 : 0;
        from += is(from, "the") ? 1 : 0;
        return std::ranges::any_of(kPalettes, [&](std::string_view phrase) {
            return phrase_end(from, phrase) == end;
        });
    }

    // "the color of the car", "the car's color": where "of" or "'s" stands.
    std::size_t colored_thing(std::size_t from, std::size_t end) const {
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
    Words owner_of_garment(std::size_t from, std::size_t end) const {
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
    bool make(std::size_t verb, std::size_t end) {
        const std::size_t from = verb + 1;
        if (from >= end) {
            return false;
        }
        if (const Property* property = property_head(from, end); property != nullptr) {
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
            const bool more_a = meant(value, end).is_new;
            if (begins_setting(value) || place || has_kind(value, {WordKind::kSound})) {
                say(joined({words_of(place ? "in" : ""), stretch(value, end)}));
                at_ = end;
                return true;
            }
            if (more_a && value > from + 1 && is_any(value - 1, "a|an")) {
                Edit& edit = begin(EditKind::kReplace);
                edit.words = joined({stretch(from, from + 1)});
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
            {stretch(from, who.end),
             words_of(who.who.size() > 1 ? "are" : "is"),
             stretch(value, end)}
        ));
        at_ = end;
        return true;
    }

    bool property_word(const Property& property, std::size_t at) const {
        return at < tokens_.size() && listed(property.words, tokens_[at].text);
    }

    const Property* property_head(std::size_t from, std::size_t end) const {
        const std::size_t at = from + (is_any(from, "the|its|this") ? 1 : 0);
        for (const Property& property : kProperties) {
            if (at < end && at > from && property_word(property, at)) {
                return &property;
            }
        }
        return nullptr;
    }

    bool is_deed(std::size_t at) const {
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
    bool tell() {
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
                many ? (is(verb, "be") ? "are" : tokens_[verb].text)
                     : third_person(tokens_[verb].text)
            );
            say(joined({subject_form(from, who.end), deed, stretch(verb + 1, end)}));
            at_ = end;
            return true;
        }
        return false;
    }

    // "him" as a subject is "he".
    Words subject_form(std::size_t begin_, std::size_t end) const {
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

    bool remove() {
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
    bool add() {
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
                say(joined(
                    {stretch(what.end + 1, who.end), words_of("wears"), stretch(from, what.end)}
                ));
                at_ = end;
                return true;
            }
        }
        if (!what.who.empty() && what.is_person && is(what.end, "in")) {
            const ShotReader::Meant worn = meant(what.end + 1, end);
            if (worn.is_garment) {  // "put her in a red dress"
                say(joined(
                    {subject_form(from, what.end), words_of("wears"), stretch(what.end + 1, end)}
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
    bool move_all() {
        if (!is_any(
                at_, "move|set|put|place|relocate|take|bring|transport|stage|shoot|film|make"
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
        const bool bare = is_any(to, "to|into|onto");
        say(joined({words_of(bare ? "in" : ""), stretch(bare ? to + 1 : to, end)}));
        at_ = end;
        return true;
    }

    // "dress her in a red coat"
    bool dress() {
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

    // "faster", "a bit slower", "speed it up"
    bool pace() {
        std::size_t at = at_;
        const std::size_t end = end_of_edit(at);
        while (is_any(
            at,
            "much|a|bit|little|way|even|make|it|them|him|her|everything|speed|slow|"
            "more|go|move|run|do|play|that|this"
        )) {
            ++at;
        }
        const bool up = is(at, "up") && at > at_ &&
                        std::ranges::any_of(stretch(at_, at), [](const Token& token) {
                            return token.text == "speed";
                        });
        const bool down = is(at, "down") && at > at_ &&
                          std::ranges::any_of(stretch(at_, at), [](const Token& token) {
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
    bool framing() {
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

    // "the car is a yellow bus", "the dog becomes a cat", "the rain turns into snow"
    bool become() {
        const std::size_t end = end_of_edit(at_);
        const ShotReader::Meant who = meant(at_, end);
        if (who.end == 0 || who.who.empty()) {
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
            if (who.end + 1 < link && is(link - 1, "be")) {  // "the ball should be red"
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
        edit.words = joined({stretch(at_, who.end)});
        edit.by = joined({stretch(link, what_end)});
        edit.same_one = true;
        at_ = end;
        return true;
    }

    // "a cat instead of the dog", "dawn instead of sunset"
    bool instead_of() {
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
        if (!what.is_new || old.end == 0) {
            return false;
        }
        Edit& edit = begin(EditKind::kReplace);
        edit.by = joined({stretch(at_, what.end)});
        edit.words = joined({stretch(link + 2, old.end)});
        at_ = std::max(old.end, at_ + 1);
        return true;
    }

    // "two cats", "only one kid"
    bool count() {
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

    Words tokens_;
    ShotReader& reader_;
    const Story& story_;
    std::size_t at_ = 0;
    std::vector<Edit> edits_;
    Words saying_;
    Words not_this_;
    bool instead_ = false;
    bool besides_ = false;
    bool fresh_ = false;  ///< a clause begins though nothing divides it from the words before
    std::optional<int> shot_;
};

}  // namespace

std::vector<Edit> cut_edits(std::span<const Token> tokens, ShotReader& reader, const Story& story) {
    return EditCutter(tokens, reader, story).run();
}

}  // namespace hibari::world
