#include "world/director/edit_cutter.h"

#include "base/text.h"
#include "world/director/reader_words.h"
#include "world/director/spelling.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hibari::world {
namespace {

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

// Comparatives that are edits of their own.
constexpr std::string_view kCompared =
    "faster|slower|quicker|closer|tighter|nearer|wider|further|farther|looser|bigger|larger|taller|"
    "longer|huger|smaller|tinier|shorter|littler";

}  // namespace

EditCutter::EditCutter(std::span<const Token> tokens, ShotReader& reader, const Story& story)
    : tokens_(tokens.begin(), tokens.end()), reader_(reader), story_(story) {
    for (Token& token : tokens_) {
        if (listed(kCompared, token.text)) {
            continue;
        }
        const std::string plain = positive_form(token.text, *story_.dictionary);
        token.text = plain.empty() ? token.text : plain;
    }
}

std::vector<Edit> EditCutter::run() {
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

bool EditCutter::is(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && tokens_[at].text == word;
}

bool EditCutter::is_any(std::size_t at, std::string_view words) const {
    return at < tokens_.size() && listed(words, tokens_[at].text);
}

std::size_t EditCutter::phrase_end(std::size_t at, std::string_view phrase) const {
    for (const std::string_view word : split(phrase, ' ')) {
        if (!is(at, word)) {
            return 0;
        }
        ++at;
    }
    return at;
}

bool EditCutter::ends(std::size_t at) const {
    return at >= tokens_.size() || ends_sentence(tokens_[at]) || is(at, ";");
}

bool EditCutter::at_clause() const {
    return at_ == 0 || ends(at_ - 1) || is_any(at_ - 1, ",|:|(|-") ||
           is_any(at_ - 1, "and|but|then");
}

bool EditCutter::has_kind(std::size_t at, std::initializer_list<WordKind> kinds) const {
    if (at >= tokens_.size()) {
        return false;
    }
    const auto hits = story_.dictionary->hits_at(tokens_, at);
    return std::ranges::any_of(hits, [&](const Hit& hit) {
        return std::ranges::find(kinds, hit.kind) != kinds.end();
    });
}

bool EditCutter::begins_setting(std::size_t at) const {
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
std::size_t EditCutter::end_of_edit(std::size_t at) const {
    while (!ends(at)) {
        const bool joint = is_any(at, ",|and|but|then");
        const std::size_t next = is(at, ",") && is_any(at + 1, "and|but|then") ? at + 2 : at + 1;
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

std::span<const Token> EditCutter::stretch(std::size_t begin, std::size_t end) const {
    return std::span(tokens_).subspan(begin, end - begin);
}

ShotReader::Meant EditCutter::meant(std::size_t begin, std::size_t end) {
    Words words = joined({stretch(begin, std::max(begin, end))});
    ShotReader::Meant found = reader_.meant(words);
    found.end += found.end > 0 ? begin : 0;
    return found;
}

ShotReader::Meant EditCutter::meant(std::size_t begin) {
    return meant(begin, end_of_edit(begin));
}

bool EditCutter::skip_polite() {
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
bool EditCutter::read_scope() {
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

int EditCutter::number_of(std::size_t at) const {
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

bool EditCutter::cut_one() {
    if (!at_clause() && !fresh_) {
        return false;
    }
    fresh_ = false;
    return recolor_garment() || resize() || mood() || replace() || gone() || remove() || add() ||
           move_all() || dress() || tell() || pace() || framing() || become() || instead_of() ||
           count();
}

Edit& EditCutter::begin(EditKind kind) {
    end_saying();
    Edit& edit = edits_.emplace_back();
    edit.kind = kind;
    edit.shot = shot_;
    return edit;
}

void EditCutter::say(Words words) {
    // A sentence of its own.
    if (!saying_.empty()) {
        saying_.push_back(words_of(".").front());
    }
    saying_.insert(saying_.end(), words.begin(), words.end());
    saying_.push_back(words_of(".").front());
}

void EditCutter::say_word() {
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

void EditCutter::end_saying() {
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

std::vector<Edit> cut_edits(std::span<const Token> tokens, ShotReader& reader, const Story& story) {
    return EditCutter(tokens, reader, story).run();
}

}  // namespace hibari::world
