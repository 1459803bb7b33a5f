#include "world/director/sections.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

constexpr std::size_t kLabelWordsMax = 4;

struct Label {
    std::string_view words;
    Topic topic;
};

constexpr Label kLabels[] = {
    {"camera|camera shot|shot type|lens|framing|camera movement|cinematography|camera "
     "work|angle|movement|camera angle|camera move|camera motion|"
     "camera and framing",
     Topic::kCamera},
    {"music|soundtrack|score|background music|bgm", Topic::kMusic},
    {"sound|audio|sfx|sounds|sound effects|ambience|ambient|sound design|background sound|ambient "
     "sound|audio cues|diegetic sound",
     Topic::kSound},
    {"dialogue|dialog|lines|script|speech", Topic::kDialogue},
    {"setting|location|place|environment|time|weather|time of day|background|where|season",
     Topic::kSetting},
    {"style|look|aesthetic|visual style|mood|tone|format|genre|color "
     "palette|palette|lighting|color|visual|format and look|colour|grade|atmosphere|"
     "lighting and palette|palette anchors|film look",
     Topic::kStyle},
    {"scene|action|actions|description|subject|subjects|characters|character|story|prompt|"
     "instructions|shot|visuals|cast|beat|beats|plot|what happens|"
     "scene description|prose|note|notes|summary|character "
     "description|wardrobe|props|storyboard|final|opening|ending|start|end",
     Topic::kScene},
};

constexpr std::string_view kNumberWords =
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|final|last";

// Phrases that begin another take, without "the" and "then".
constexpr std::string_view kCuts[] = {
    "cut to",
    "cuts to",
    "camera cuts to",
    "camera cut to",
    "we cut to",
    "smash cut to",
    "hard cut to",
    "jump cut to",
    "match cut to",
    "scene cuts to",
    "shot cuts to",
    "scene changes to",
    "scene switches to",
    "switch to",
    "transition to",
    "transitions to",
    "next shot",
    "new shot",
    "next scene",
    "fade to",
    "fades to",
    "dissolve to",
    "dissolves to",
    "scene shifts to",
    "cutting to",
    "quick cut to",
    "cut back to",
    "cuts back to",
    "video cuts to",
    "view switches to",
    "second shot",
    "third shot",
    "camera switches to",
    "next clip",
};

// "Golf: the woman putts": a game is a heading and nobody's name.
bool is_game(std::string_view word) {
    return std::ranges::any_of(sport_rows(), [&](const SportRow& sport) {
        return std::ranges::any_of(split(sport.clues, '|'), [&](std::string_view clue) {
            return clue == word;
        });
    });
}

class Cutter {
  public:
    Cutter(std::span<Token> tokens, const Dictionary& dictionary)
        : tokens_(tokens), dictionary_(dictionary) {}

    PromptText run() {
        current_ = nullptr;
        begin_section(Topic::kScene, 0);
        while (at_ < tokens_.size()) {
            const bool starts = at_ == 0 || ends_sentence(tokens_[at_ - 1]) ||
                                tokens_[at_ - 1].kind == TokenKind::kQuote ||
                                (dialogue_ && is(at_ - 1, ":")) ||
                                (line_topic_ && is(at_ - 1, ";"));
            if ((starts && (numbered_shot() || time_code() || scene_heading() || cue_line())) ||
                cut_phrase() || framed_cut() || (starts && label())) {
                continue;
            }
            // What a label says of camera, sound or style is one sentence; the line may go on.
            if (line_topic_ && tokens_[at_].kind == TokenKind::kPunct &&
                ends_sentence(tokens_[at_]) && at_ + 1 < tokens_.size() &&
                tokens_[at_ + 1].kind != TokenKind::kBreak) {
                ++at_;
                line_topic_ = false;
                begin_section(Topic::kScene, at_);
                continue;
            }
            // A labelled stretch in one line ends with the line.
            if (tokens_[at_].kind == TokenKind::kBreak && line_topic_) {
                ++at_;
                line_topic_ = false;
                begin_section(Topic::kScene, at_);
                continue;
            }
            ++at_;
        }
        close();
        drop_empty();
        return std::move(text_);
    }

  private:
    bool is(std::size_t at, std::string_view word) const {
        return at < tokens_.size() && tokens_[at].kind != TokenKind::kQuote &&
               tokens_[at].text == word;
    }

    bool is_any(std::size_t at, std::string_view words) const {
        if (at >= tokens_.size() || tokens_[at].kind == TokenKind::kQuote) {
            return false;
        }
        const auto all = split(words, '|');
        return std::ranges::find(all, tokens_[at].text) != all.end();
    }

    void mark(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < std::min(end, tokens_.size()); ++i) {
            tokens_[i].use = TokenUse::kGrammar;
        }
    }

    ShotText& shot() {
        if (in_common_) {
            return text_.common;
        }
        if (text_.shots.empty()) {
            text_.shots.emplace_back();
        }
        return text_.shots.back();
    }

    void close() {
        if (open_) {
            section_.end = at_;
            if (section_.end > section_.begin) {
                shot().sections.push_back(section_);
            }
            open_ = false;
        }
    }

    void begin_section(Topic topic, std::size_t begin, std::string speaker = {}) {
        const std::size_t keep = at_;
        at_ = std::min(begin, at_);
        at_ = keep;
        close();
        section_ = {topic, begin, begin, std::move(speaker)};
        open_ = true;
    }

    static bool has_words(const ShotText& shot) { return !shot.sections.empty(); }

    void new_shot() {
        close();
        if (in_common_) {
            in_common_ = false;
            text_.shots.emplace_back();
        } else if (text_.shots.empty() || has_words(text_.shots.back()) ||
                   text_.shots.back().duration_s) {
            text_.shots.emplace_back();
        }
    }

    // What stood before the first numbered shot holds for all of them.
    void numbered() {
        if (!numbered_seen_ && text_.shots.size() == 1) {
            text_.common = std::move(text_.shots.front());
            text_.shots.clear();
        }
        numbered_seen_ = true;
    }

    bool numbered_shot() {
        std::size_t at = at_;
        while (is_any(at, "[|(|-|#")) {
            ++at;
        }
        if (!is_any(at, "shot|scene|clip|part|cut|act|frame|segment")) {
            return false;
        }
        ++at;
        if (is(at, "#")) {
            ++at;
        }
        if (at >= tokens_.size() ||
            (tokens_[at].kind != TokenKind::kNumber && !is_any(at, kNumberWords))) {
            return false;
        }
        const bool first = is_any(at, "1|one|01|0|i|a");
        ++at;
        const bool marked = is_any(at, ":|-|]|)|.|(|,") ||
                            (at < tokens_.size() && tokens_[at].kind == TokenKind::kBreak);
        if (!marked) {
            return false;
        }
        std::optional<float> seconds;
        while (is_any(at, ":|-|]|)|.|,|(") ||
               (at < tokens_.size() && tokens_[at].kind == TokenKind::kBreak)) {
            if (is(at, "(")) {
                const std::size_t inside = at + 1;
                seconds = duration(inside);
                std::size_t end = inside;
                while (end < tokens_.size() && end < inside + 12 && !is(end, ")")) {
                    ++end;
                }
                if (!seconds) {
                    seconds = range(inside);
                }
                if (!seconds) {
                    break;
                }
                at = std::min(end + 1, tokens_.size());
                continue;
            }
            ++at;
        }
        const std::size_t begin = at_;
        section_.end = at_;
        close();
        if (!numbered_seen_ && first) {
            numbered();
        }
        numbered_seen_ = true;  // Before "Shot 2:" stands the first.
        new_shot();
        mark(begin, at);
        at_ = at;
        shot().duration_s = seconds;
        begin_section(Topic::kScene, at_);
        return true;
    }

    // "3", "3.5s", "2 sec" as seconds.
    std::optional<float> duration(std::size_t at) const {
        if (at >= tokens_.size() || tokens_[at].kind != TokenKind::kNumber) {
            return std::nullopt;
        }
        const std::string& text = tokens_[at].text;
        float value = 0.0F;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
        const std::string_view unit(
            result.ptr, static_cast<std::size_t>(text.data() + text.size() - result.ptr)
        );
        const bool seconds = unit == "s" || unit == "sec" || unit == "secs" ||
                             (unit.empty() && is_any(at + 1, "s|sec|secs|second|seconds"));
        if (result.ec != std::errc{} || !seconds || value <= 0.0F || value > 1'000.0F) {
            return std::nullopt;
        }
        return clamp(value, ScriptLimits::kShotSecondsMin, ScriptLimits::kShotSecondsMax);
    }

    static std::optional<float> clock_value(const Token& token) {
        if (token.kind != TokenKind::kNumber) {
            return std::nullopt;
        }
        float value = 0.0F;
        const auto result =
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
        return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
    }

    // "0-3s", "00:00 - 00:03", "0:03-0:06": the length between the two.
    std::optional<float> range(std::size_t at, std::size_t* after = nullptr) const {
        const auto clock = [&](std::size_t& i) -> std::optional<float> {
            if (i >= tokens_.size()) {
                return std::nullopt;
            }
            auto value = clock_value(tokens_[i]);
            if (!value) {
                return std::nullopt;
            }
            ++i;
            if (is(i, ":") && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kNumber) {
                value = *value * 60.0F + clock_value(tokens_[i + 1]).value_or(0.0F);
                i += 2;
            }
            if (is_any(i, "s|sec|secs|seconds")) {
                ++i;
            }
            return value;
        };
        std::size_t i = at;
        const auto first = clock(i);
        if (!first || !is_any(i, "-|to")) {
            return std::nullopt;
        }
        ++i;
        const auto second = clock(i);
        if (!second || *second <= *first || *second - *first > 120.0F) {
            return std::nullopt;
        }
        if (after != nullptr) {
            *after = i;
        }
        return clamp(
            *second - *first, ScriptLimits::kShotSecondsMin, ScriptLimits::kShotSecondsMax
        );
    }

    bool time_code() {
        std::size_t at = at_;
        bool bracket = false;
        while (is_any(at, "[|(")) {
            bracket = true;
            ++at;
        }
        std::size_t after = at;
        const auto seconds = range(at, &after);
        if (!seconds) {
            return false;
        }
        bool clock = false;  // "0:00-0:04" and "0-3s" can be nothing else.
        for (std::size_t i = at; i < after; ++i) {
            clock = clock || is(i, ":") || tokens_[i].text.ends_with("s");
        }
        const bool closed = clock || is_any(after, "]|)|:|-") ||
                            (after < tokens_.size() && tokens_[after].kind == TokenKind::kBreak);
        if (!closed && !bracket) {
            return false;
        }
        while (is_any(after, "]|)|:|-|,")) {
            ++after;
        }
        const std::size_t begin = at_;
        close();
        numbered();
        new_shot();
        mark(begin, after);
        at_ = after;
        shot().duration_s = *seconds;
        begin_section(Topic::kScene, at_);
        return true;
    }

    bool line_ends(std::size_t at) const {
        return at >= tokens_.size() || tokens_[at].kind == TokenKind::kBreak;
    }

    // The heading of a screenplay's scene: "INT. KITCHEN - NIGHT".
    bool scene_heading() {
        if (!is_any(at_, "int|ext") || tokens_[at_].text == tokens_[at_].shown) {
            return false;
        }
        std::size_t at = at_;
        bool dot = false;
        while (is_any(at, "int|ext|.|/")) {
            dot = dot || is(at, ".");
            ++at;
        }
        if (!dot || line_ends(at)) {
            return false;
        }
        const std::size_t begin = at_;
        close();
        new_shot();
        mark(begin, at);
        at_ = at;
        screenplay_ = true;
        line_topic_ = true;
        begin_section(Topic::kSetting, begin);  // "INT." tells the reader that we are inside.
        return true;
    }

    // In a screenplay a name in capitals on a line of its own speaks the next line.
    bool cue_line() {
        constexpr std::size_t kNameWordsMax = 3;
        if (!screenplay_ || line_ends(at_)) {
            return false;
        }
        std::size_t at = at_;
        for (; !line_ends(at) && !is(at, "("); ++at) {
            const std::string& shown = tokens_[at].shown;
            const bool capitals =
                tokens_[at].kind == TokenKind::kWord &&
                std::ranges::none_of(shown, [](char c) { return c >= 'a' && c <= 'z'; });
            if (!capitals || at - at_ >= kNameWordsMax) {
                return false;
            }
        }
        std::string speaker = shown_text(tokens_.subspan(at_, at - at_));
        // "(V.O.)", and a line in brackets that says how.
        std::string manner;
        for (int bracket = 0; bracket < 2; ++bracket) {
            std::size_t next = at;
            while (next < tokens_.size() && tokens_[next].kind == TokenKind::kBreak) {
                ++next;
            }
            if (!is(next, "(")) {
                break;
            }
            std::size_t end = next;
            while (!line_ends(end) && !is(end, ")")) {
                ++end;
            }
            manner +=
                " " + shown_text(tokens_.subspan(next, std::min(end + 1, tokens_.size()) - next));
            at = std::min(end + 1, tokens_.size());
        }
        if (speaker.empty() || !line_ends(at)) {
            return false;
        }
        while (at < tokens_.size() && tokens_[at].kind == TokenKind::kBreak) {
            ++at;
        }
        std::size_t end = at;
        while (!line_ends(end)) {
            ++end;
        }
        if (end == at) {
            return false;
        }
        close();
        mark(at_, at);
        section_ = {Topic::kDialogue, at, end, speaker + manner};
        open_ = true;
        at_ = end;
        close();
        begin_section(Topic::kScene, at_);
        return true;
    }

    // "..., then a close-up of the face": another framing is another take.
    bool framed_cut() {
        std::size_t at = is(at_, ",") ? at_ + 1 : at_;
        if (is(at, "followed") && is(at + 1, "by")) {
            at += 2;
        } else if (is(at, "then")) {
            ++at;
        } else {
            return false;
        }
        const std::size_t begin = at;
        while (is_any(at, "a|an|the|we|see|cut|to")) {
            ++at;
        }
        bool framing = false;
        while (
            is_any(
                at,
                "extreme|wide|medium|close|-|up|closeup|low|high|angle|aerial|drone|tracking|long|"
                "full|tight|macro|reaction|slow|motion|shot|view"
            ) &&
            at < begin + 8
        ) {
            framing = framing || is_any(at, "shot|closeup|up|view");
            ++at;
        }
        if (at_ == 0 || !framing || !is_any(at, "of|on|from")) {
            return false;
        }
        close();
        in_common_ = false;
        new_shot();
        mark(at_, begin);
        at_ = begin;
        line_topic_ = false;
        begin_section(Topic::kScene, at_);
        return true;
    }

    bool cut_phrase() {
        const std::size_t end = at_ == 0 ? 0 : end_of_cut(tokens_, at_);
        if (end == 0) {
            return false;
        }
        const std::size_t begin = at_;
        close();
        if (in_common_) {
            in_common_ = false;
        }
        new_shot();
        mark(begin, end);
        at_ = end;
        line_topic_ = false;
        begin_section(Topic::kScene, at_);
        return true;
    }

    bool label() {
        std::size_t at = at_;
        while (is_any(at, "-|[|(|#")) {
            ++at;
        }
        const std::size_t first = at;
        std::string words;
        while (at < tokens_.size() && at - first < kLabelWordsMax + 1 &&
               (tokens_[at].kind == TokenKind::kWord || tokens_[at].kind == TokenKind::kNumber ||
                is(at, "-"))) {
            words += (words.empty() ? "" : " ") + tokens_[at].text;
            ++at;
        }
        std::size_t colon = at;
        if (is(colon, "(")) {  // "Anna (whispering): ..."
            while (colon < tokens_.size() && colon < at + 6 && !is(colon, ")")) {
                ++colon;
            }
            ++colon;
        }
        while (is_any(colon, "]|)")) {
            ++colon;
        }
        if (words.empty() || !is(colon, ":")) {
            return false;
        }
        const std::size_t after = colon + 1;
        if (words == "duration" || words == "length") {
            std::size_t end = after;
            auto seconds = duration(after);
            if (!seconds && after < tokens_.size()) {
                seconds = clock_value(tokens_[after]);
            }
            while (end < tokens_.size() && end < after + 3 &&
                   (tokens_[end].kind == TokenKind::kNumber ||
                    is_any(end, "s|sec|secs|second|seconds|.|,"))) {
                ++end;
            }
            close();
            mark(at_, end);
            if (seconds) {
                shot().duration_s =
                    clamp(*seconds, ScriptLimits::kShotSecondsMin, ScriptLimits::kShotSecondsMax);
            }
            at_ = end;
            begin_section(Topic::kScene, at_);
            return true;
        }
        for (const Label& row : kLabels) {
            // "Format & Look" is about looks as "Look" is.
            const auto all = split(row.words, '|');
            const auto joint = words.find(" and ");
            const std::string second = joint == std::string::npos ? words : words.substr(joint + 5);
            if (std::ranges::find(all, words) == all.end() &&
                std::ranges::find(all, second) == all.end()) {
                continue;
            }
            close();
            if (words == "instructions" && !in_common_) {
                in_common_ = true;
            }
            mark(at_, after);
            at_ = after;
            dialogue_ = row.topic == Topic::kDialogue;
            line_topic_ = row.topic != Topic::kScene && !dialogue_;
            begin_section(row.topic, at_);
            return true;
        }
        return named_line(first, at, after);
    }

    // "Anna: Where were you?" A label of nobody's list with words on its own line is a speaker.
    bool named_line(std::size_t first, std::size_t last, std::size_t after) {
        const bool first_capital = tokens_[first].capital;
        bool person = false;
        for (const Hit& hit : dictionary_.hits_at(tokens_, first)) {
            // A thing speaks only in quotes ("Dog: "Woof.""); "Basketball: a player..." is a
            // heading.
            const bool quoted = after < tokens_.size() && tokens_[after].kind == TokenKind::kQuote;
            person = person || hit.kind == WordKind::kRole ||
                     (quoted && hit.kind == WordKind::kThing && hit.length == last - first);
        }
        if (is_any(first, "the|a|an")) {
            for (const Hit& hit : dictionary_.hits_at(tokens_, first + 1)) {
                person = person || hit.kind == WordKind::kRole;
            }
        }
        const bool narrator = is_any(first, "narrator|narration|voiceover|vo") ||
                              (is(first, "voice") && is(first + 1, "over"));
        const bool verb_inside = [&] {
            for (std::size_t i = first; i < last; ++i) {
                for (const Hit& hit : dictionary_.hits_at(tokens_, i)) {
                    if (hit.kind == WordKind::kSpeech && hit.form == VerbForm::kThird) {
                        return true;
                    }
                }
            }
            return false;
        }();
        const bool quoted_line = after < tokens_.size() && tokens_[after].kind == TokenKind::kQuote;
        if ((!first_capital && !person && !narrator && !dialogue_) || last - first > 3 ||
            verb_inside ||
            (!quoted_line && !person && !narrator && is_heading(first, last, after))) {
            return false;
        }
        if (after >= tokens_.size() || tokens_[after].kind == TokenKind::kBreak ||
            tokens_[after].kind == TokenKind::kNumber) {
            return false;
        }
        if (!(first_capital || person || narrator)) {
            return false;
        }
        if (!person && !narrator) {
            // "POV:", "Bowling:", "Night:" are headings, not names.
            for (const Hit& hit : dictionary_.hits_at(tokens_, first)) {
                if (hit.kind != WordKind::kColor && hit.kind != WordKind::kMaterial) {
                    return false;
                }
            }
        }
        close();
        std::string speaker = shown_text(tokens_.subspan(first, last - first));
        // Up to the end of the line, or to the next "Name:" in the same line.
        std::size_t end = after;
        while (end < tokens_.size() && tokens_[end].kind != TokenKind::kBreak) {
            const bool sentence_ended =
                ends_sentence(tokens_[end]) || tokens_[end].kind == TokenKind::kQuote;
            ++end;
            if (sentence_ended && next_is_label(end)) {
                break;
            }
            if (end > after && tokens_[end - 1].kind == TokenKind::kQuote) {
                break;  // A quoted line ends with its quote.
            }
        }
        mark(at_, after);
        section_ = {Topic::kDialogue, after, end, std::move(speaker)};
        if (last < after - 1) {
            // A manner in brackets is part of the section.
            delivery_words_ = shown_text(tokens_.subspan(last, after - 1 - last));
            section_.speaker += " " + delivery_words_;
        }
        open_ = true;
        at_ = end;
        close();
        begin_section(Topic::kScene, at_);
        return true;
    }

    // "Golf: the woman putts", "Gymnastics final: she vaults": a game or an event is told of, and
    // what is said would begin with a capital.
    bool is_heading(std::size_t first, std::size_t last, std::size_t after) const {
        const bool game = is_game(tokens_[first].text) || is_game(tokens_[last - 1].text);
        const bool told = after < tokens_.size() && !tokens_[after].capital &&
                          is_any(after, "she|he|they|a|an|the|two|three|her|his|someone|it");
        return game || (told && last - first > 1);
    }

    bool next_is_label(std::size_t at) const {
        std::size_t words = 0;
        while (at < tokens_.size() && words < 4 && tokens_[at].kind == TokenKind::kWord) {
            if (words == 0 && !tokens_[at].capital) {
                return false;
            }
            ++at;
            ++words;
        }
        if (is(at, "(")) {  // "Anna (whispering):"
            const std::size_t open = at;
            while (at < tokens_.size() && at < open + 6 && !is(at, ")")) {
                ++at;
            }
            ++at;
        }
        return words > 0 && is(at, ":");
    }

    void drop_empty() {
        std::erase_if(text_.shots, [&](const ShotText& shot) {
            return std::ranges::none_of(shot.sections, [&](const Section& section) {
                for (std::size_t i = section.begin; i < section.end; ++i) {
                    if (tokens_[i].kind == TokenKind::kWord ||
                        tokens_[i].kind == TokenKind::kQuote ||
                        tokens_[i].kind == TokenKind::kNumber) {
                        return true;
                    }
                }
                return false;
            });
        });
    }

    std::span<Token> tokens_;
    const Dictionary& dictionary_;
    PromptText text_;
    ShotText* current_ = nullptr;
    Section section_;
    std::string delivery_words_;
    std::size_t at_ = 0;
    bool open_ = false;
    bool in_common_ = false;
    bool numbered_seen_ = false;
    bool line_topic_ = false;
    bool screenplay_ = false;  ///< a scene heading was seen
    bool dialogue_ = false;
};

}  // namespace

std::size_t end_of_cut(std::span<const Token> tokens, std::size_t begin) {
    const auto is_any = [&](std::size_t at, std::string_view words) {
        return at < tokens.size() &&
               std::ranges::any_of(
                   split(words, '|'), [&](auto word) { return tokens[at].text == word; }
               );
    };
    for (std::size_t at = begin; at <= begin + 4; ++at) {
        for (const std::string_view phrase : kCuts) {
            const auto words = split(phrase, ' ');
            bool same = true;
            for (std::size_t i = 0; i < words.size() && same; ++i) {
                same = is_any(at + i, words[i]);
            }
            // "cut to black" and a nested "next" ("the next shot") stay what they are.
            if (!same || is_any(at + words.size(), "black|white|size|pieces|length")) {
                continue;
            }
            const bool noun =
                phrase.ends_with("shot") || phrase.ends_with("scene") || phrase.ends_with("clip");
            if (noun && begin > 0 && !ends_sentence(tokens[begin - 1]) &&
                !is_any(begin - 1, ",|then")) {
                continue;
            }
            std::size_t end = at + words.size();
            while (is_any(end, ":|,|we|see")) {
                ++end;
            }
            return end;
        }
        if (!is_any(at, "then|and|,|the|suddenly|now|quickly|finally|we|in|-|a|next|after|that")) {
            return 0;
        }
    }
    return 0;
}

PromptText cut_sections(std::span<Token> tokens, const Dictionary& dictionary) {
    return Cutter(tokens, dictionary).run();
}

}  // namespace hibari::world
