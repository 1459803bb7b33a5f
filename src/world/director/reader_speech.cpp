// Who says what: quotes with their speakers, "Name: line", and lines without quotes.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

constexpr std::size_t kUnquotedWordsMax = 14;

std::string first_upper(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

}  // namespace

void ShotReader::speak(int speaker, std::string text, Delivery delivery) {
    text = std::string(trim(text));
    while (count_code_points(text) > ScriptLimits::kLineLettersMax) {
        const auto cut = text.rfind(' ', text.size() - 2);
        text = text.substr(0, cut == std::string::npos || cut == 0 ? text.size() / 2 : cut);
        text = utf8_prefix(text, text.size());
    }
    if (text.empty() || shot_.lines.size() >= ScriptLimits::kLinesMax) {
        return;
    }
    const bool after_actions = !shot_.actions.empty() || !shot_.lines.empty();
    int step = shot_.step;
    if (!shot_.lines.empty() && shot_.lines.back().line.step == step) {
        // Turns go one after another within a step already.
    } else if (after_actions && order_ && *order_ != OrderWord::kWhile) {
        step = std::min(step + 1, ScriptLimits::kStepMax);
    }
    order_.reset();
    shot_.step = std::max(shot_.step, step);
    if (delivery == Delivery::kSay && text.ends_with('?')) {
        delivery = Delivery::kAsk;
    }
    DraftLine line;
    line.speaker = speaker;
    line.line.text = std::move(text);
    line.line.delivery = delivery;
    line.line.step = step;
    story_.notes.understood(
        "\"" + line.line.text + "\"",
        "spoken by " + (speaker < 0 ? std::string("the narrator") : names(std::span(&speaker, 1)))
    );
    if (speaker >= 0) {
        Story::bring(shot_, speaker);
    }
    shot_.lines.push_back(std::move(line));
}

void ShotReader::read_quote() {
    const std::size_t quote = at_;
    const std::string text = tokens_[quote].shown;
    use(quote, quote + 1);
    // Writing is not speech: "a sign that reads "OPEN"".
    std::size_t before = quote;
    while (before > 0 && (is(before - 1, ",") || is(before - 1, ":"))) {
        --before;
    }
    if (before > 0 && is_any(
                          before - 1,
                          "reads|reading|labelled|labeled|titled|title|marked|saying|written|word|"
                          "words|text|sign|caption|named|called"
                      )) {
        const std::vector<int>& reader = subject_.empty() ? previous_subject_ : subject_;
        const bool written = before > 1 && is_any(before - 2, "that|which|sign|card|banner|poster");
        const bool aloud = is_any(before - 1, "reads|reading") && !written && !reader.empty() &&
                           story_.is_person(reader.front());
        if (aloud) {
            // "The anchor reads: ...": heard, and no book in his hands.
            std::erase_if(shot_.actions, [&](const DraftAction& action) {
                return action.subject == reader.front() && action.action.verb == Verb::kRead &&
                       action.object < 0;
            });
            recent_.clear();
        }
        const bool sign =
            !aloud &&
            (!is(before - 1, "saying") ||
             (before > 1 && is_any(before - 2, "sign|banner|poster|text|board|screen|card")));
        bool speaker = false;
        for (const int member : subject_) {
            speaker = speaker || story_.is_person(member);
        }
        if (sign && !(is(before - 1, "words") && speaker)) {
            story_.notes.ignored("\"" + text + "\"", "writing cannot be shown");
            tokens_[quote].use = TokenUse::kReported;
            at_ = quote + 1;
            return;
        }
    }
    Delivery delivery = delivery_.value_or(Delivery::kSay);
    int speaker = -2;
    if (delivery_ && !delivery_by_.empty()) {
        speaker = delivery_by_.front();
    }
    const bool narrated = [&] {
        for (std::size_t i = before; i > 0 && i + 8 > before; --i) {
            if (ends_sentence(tokens_[i - 1])) {
                break;
            }
            if (is_any(
                    i - 1,
                    "narrator|narration|voiceover|narrates|narrating|vo|crowd|audience|fans|"
                    "spectators"
                )) {
                return true;
            }
            if (is(i - 1, "over") && i > 1 && is(i - 2, "voice")) {
                return true;
            }
            // "A voice answers", "another voice says", against "in a soft voice", "his voice".
            if (is(i - 1, "voice") && i > 1) {
                std::size_t first = i - 1;
                while (first > 0 && !is_any(first, "a|another|the|an") && first + 4 > i) {
                    --first;
                }
                return is_any(first, "a|another|the|an") &&
                       (first == 0 || !is_any(first - 1, "in|with|of"));
            }
        }
        return false;
    }();
    // Behind the quote: "..." says the man / the man shouts.
    std::size_t after = quote + 1;
    while (is(after, ",") || is(after, "-")) {
        ++after;
    }
    std::size_t consumed = quote + 1;
    if (speaker == -2 && !narrated && after < tokens_.size()) {
        const Hit* verb = hit(after, WordKind::kSpeech);
        if (verb != nullptr && verb->form != VerbForm::kIng) {
            NounPhrase phrase = noun_phrase(after + verb->length, true);
            if (phrase.kind == NounKind::kCast) {
                see(phrase.who);
                speaker = phrase.who.front();
                delivery = speech_rows()[static_cast<std::size_t>(verb->row)].value;
                use(quote, phrase.end);
                consumed = phrase.end;
                last_noun_ = phrase.who;
                subject_ = phrase.who;
                if (sentence_subject_.empty()) {
                    sentence_subject_ = subject_;
                }
            }
        } else {
            const std::size_t keep_actions = shot_.actions.size();
            NounPhrase phrase = ends_sentence(tokens_[after]) ? NounPhrase{} : peek_noun(after);
            const Hit* late = phrase.kind == NounKind::kCast && phrase.end < tokens_.size()
                                  ? hit(phrase.end, WordKind::kSpeech)
                                  : nullptr;
            if (late != nullptr && shot_.actions.size() == keep_actions &&
                late->form != VerbForm::kBase) {
                std::size_t next = phrase.end + late->length;
                while (next < tokens_.size() && !is_boundary(next)) {
                    ++next;
                }
                const bool another_quote =
                    next < tokens_.size() && (tokens_[next].kind == TokenKind::kQuote ||
                                              (next + 1 < tokens_.size() && is_any(next, ",|:") &&
                                               tokens_[next + 1].kind == TokenKind::kQuote));
                if (!another_quote || phrase.pronoun) {
                    phrase = noun_phrase(after, true);
                    see(phrase.who);
                    speaker = phrase.who.front();
                    delivery = speech_rows()[static_cast<std::size_t>(late->row)].value;
                    use(quote, phrase.end + late->length);
                    consumed = phrase.end + late->length;
                    subject_ = phrase.who;
                    last_noun_ = phrase.who;
                }
            }
        }
    }
    if (narrated) {
        speaker = -1;
    }
    // One quote right behind another: the other one answers.
    std::size_t previous = quote;
    while (previous > 0 && tokens_[previous - 1].kind == TokenKind::kBreak) {
        --previous;
    }
    if (speaker == -2 && previous > 0 && tokens_[previous - 1].kind == TokenKind::kQuote &&
        !shot_.lines.empty()) {
        const int last = shot_.lines.back().speaker;
        // "The three say, "One." "Two." "Three."": one after the other.
        for (const int member : subject_) {
            const bool spoke = std::ranges::any_of(shot_.lines, [&](const DraftLine& line) {
                return line.speaker == member;
            });
            if (speaker == -2 && subject_.size() > 2 && !spoke) {
                speaker = member;
            }
        }
        for (const int member : speaker == -2 ? shot_.present : std::vector<int>{}) {
            if (story_.is_person(member) && member != last) {
                speaker = member;
                if (shot_.lines.size() < 2 ||
                    shot_.lines[shot_.lines.size() - 2].speaker == member) {
                    break;
                }
            }
        }
    }
    if (speaker == -2 && before > 0 && before < quote && is(quote - 1, ":") && subject_.empty() &&
        !previous_subject_.empty() && story_.is_person(previous_subject_.front())) {
        speaker = previous_subject_.front();  // "She turns to the class: ..."
    }
    if (speaker == -2) {
        // The nearest person before it; of two who take turns, the other one.
        for (const auto* list : {&subject_, &last_noun_, &sentence_subject_}) {
            for (const int member : *list) {
                if (speaker == -2 && story_.is_alive(member)) {
                    speaker = member;
                }
            }
        }
    }
    if (speaker == -2) {
        int best_seen = -1;
        for (const int member : shot_.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            if (story_.is_person(member) && known.last_seen > best_seen) {
                best_seen = known.last_seen;
                speaker = member;
            }
        }
        const bool directly_after = !shot_.lines.empty() && shot_.lines.back().speaker == speaker;
        if (directly_after) {
            for (const int member : shot_.present) {
                if (story_.is_person(member) && member != speaker) {
                    speaker = member;
                    break;
                }
            }
        }
    }
    if (speaker == -2) {
        for (const int member : shot_.present) {
            if (story_.is_alive(member)) {
                speaker = member;
                break;
            }
        }
    }
    speak(speaker == -2 ? -1 : speaker, text, delivery);
    if (speaker >= 0) {
        last_speaker_ = speaker;
    }
    delivery_.reset();
    delivery_by_.clear();
    at_ = consumed;
    noun_just_read_ = false;
    after_comma_ = true;
    // A quote that ends like a sentence ends one, unless its speaker goes on.
    const bool full =
        !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
    if (full && at_ < tokens_.size() && tokens_[at_].capital &&
        !is_any(at_, "and|then|but|while|as|before")) {
        end_sentence();
    }
}

bool ShotReader::read_unquoted_speech(const VerbGroup& group) {
    // "says hello", "shouts: come here!": the words up to the end of the clause.
    std::size_t at = group.end;
    if (at >= tokens_.size() || subject_.empty() || !story_.is_alive(subject_.front())) {
        return false;
    }
    const bool colon = is(at, ":");
    if (colon) {
        ++at;
    }
    bool that = false;
    while (is_any(at, "that|to|him|her|them|us|loudly|quietly|softly|out")) {
        that = that || is(at, "that");
        ++at;
    }
    if (at >= tokens_.size() || tokens_[at].kind == TokenKind::kQuote ||
        (is_boundary(at) && !colon)) {
        return false;
    }
    if (is_any(at, "with|in|at|about|on|while|as|and|then|,|something|nothing|directly|from")) {
        return false;
    }
    const Delivery delivery = speech_rows()[static_cast<std::size_t>(group.row)].value;
    const bool interjection = is_any(
        at,
        "hello|hi|hey|goodbye|bye|thanks|yes|no|sorry|cheese|wow|please|okay|ok|help|stop|ready|"
        "action|surprise|boo|congratulations|cheers|bravo|amen|hooray|hurray|ouch|oops|yay|goal|"
        "score|arr|arrr|oh|ah|aha|hmm|yeah|yo|ahoy|hooyah|woohoo"
    );
    const bool sentence = is_any(
        at,
        "thank|welcome|good|happy|merry|come|go|i|we|you|it|let|what|how|where|why|who|watch|look|"
        "this|that's|never|again|one|nice|great|take"
    );
    const bool command = delivery == Delivery::kShout && is_any(at, "freeze|fire|attention");
    if (!interjection && !sentence && !command && !colon && !that) {
        return false;
    }
    const auto to_place = [&](std::size_t article) {
        const auto head = head_at(article + 1);  // "welcome to the jungle" is said whole
        return head && (head->kind == WordKind::kPlace || head->kind == WordKind::kPlaceHint);
    };
    std::size_t end = at;
    while (end < tokens_.size() && end < at + kUnquotedWordsMax && !ends_sentence(tokens_[end]) &&
           tokens_[end].kind != TokenKind::kQuote && !(is(end, ",") && !colon) &&
           !(interjection && end > at && !colon && setting_ahead(end)) &&
           !(is_any(end, "and|while|then|as|before") && end > at) &&
           !(is(end, "to") && (is_any(end + 1, "camera|us|his|her|him|them|everyone") ||
                               (is_any(end + 1, "the|a|an") && !to_place(end + 1))))) {
        ++end;
    }
    std::string text = first_upper(shown(at, end));
    const bool asks = end < tokens_.size() && is(end, "?");
    const bool exclaims = end < tokens_.size() && is(end, "!");
    text += asks ? "?" : exclaims ? "!" : ".";
    use(at, end);
    speak(subject_.front(), text, delivery);
    last_speaker_ = subject_.front();
    delivery_.reset();
    delivery_by_.clear();
    at_ = end;
    return true;
}

void ShotReader::read_line(const std::string& speaker, std::span<Token> tokens) {
    Delivery delivery = Delivery::kSay;
    std::vector<Token> name = tokenize(speaker);
    for (const Token& token : name) {
        for (const VerbCandidate& verb : verb_candidates(token.text)) {
            for (const Meaning& meaning : story_.dictionary->meanings(verb.lemma)) {
                if (meaning.kind == WordKind::kSpeech && verb.form == VerbForm::kIng) {
                    delivery = speech_rows()[static_cast<std::size_t>(meaning.row)].value;
                }
            }
        }
    }
    // How it is said, "(whispering)", is no part of the name.
    name.erase(std::ranges::find(name, "(", &Token::text), name.end());
    int who = -1;
    const bool narrator =
        !name.empty() &&
        (name[0].text == "narrator" || name[0].text == "narration" || name[0].text == "voiceover" ||
         name[0].text == "vo" || (name[0].text == "voice" && name.size() > 1));
    if (!narrator) {
        // The name is read like any noun phrase; a bare role or name counts as known.
        open(name);
        at_ = 0;
        end_sentence();
        std::size_t first = 0;
        while (first < name.size() && name[first].kind != TokenKind::kWord) {
            ++first;
        }
        who = named_speaker(first);
        open({});
    }
    std::string text;
    for (Token& token : tokens) {
        token.use = TokenUse::kUnderstood;
    }
    const bool quoted = std::ranges::any_of(tokens, [](const Token& token) {
        return token.kind == TokenKind::kQuote;
    });
    if (quoted) {
        for (const Token& token : tokens) {
            if (token.kind == TokenKind::kQuote) {
                text += (text.empty() ? "" : " ") + token.shown;
            }
        }
    } else {
        text = shown_text(tokens);
    }
    order_.reset();
    speak(who, text, delivery);
    end_sentence();
}

int ShotReader::named_speaker(std::size_t first) {
    if (first >= tokens_.size()) {
        return -1;
    }
    const Token& token = tokens_[first];
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const CastMember& known = story_.cast[i];
        if (known.name == token.text) {
            return static_cast<int>(i);
        }
    }
    std::size_t noun_at = first;
    while (noun_at < tokens_.size() && is_any(noun_at, "the|a|an|young|old|little")) {
        ++noun_at;
    }
    const std::string& noun = tokens_[std::min(noun_at, tokens_.size() - 1)].text;
    for (std::size_t i = story_.cast.size(); i-- > 0;) {
        if (story_.cast[i].head == noun && story_.is_alive(static_cast<int>(i)) &&
            tokens_.size() < 3 + noun_at) {
            return static_cast<int>(i);
        }
    }
    // "A couple argue. Man: ... Woman: ...": two of whom nothing else is known.
    if (noun == "man" || noun == "woman" || noun == "boy" || noun == "girl") {
        const Gender gender = noun == "man" || noun == "boy" ? Gender::kMan : Gender::kWoman;
        for (const int member : shot_.present) {
            CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const auto group = std::ranges::count_if(story_.cast, [&](const CastMember& other) {
                return other.group == known.group;
            });
            if (story_.is_person(member) && known.entity.look.gender == Gender::kUnspecified &&
                group == 2 && tokens_.size() <= 2) {
                known.entity.look.gender = gender;
                known.name = noun;
                see(std::span(&member, 1));
                return member;
            }
        }
    }
    if (const int member = claim_speaker(std::min(noun_at, tokens_.size() - 1)); member >= 0) {
        return member;
    }
    const bool name_only = token.capital && !head_at(noun_at);
    NounPhrase phrase = name_only ? NounPhrase{} : noun_phrase(first, true);
    if (phrase.kind == NounKind::kCast && !phrase.who.empty() &&
        story_.is_alive(phrase.who.front())) {
        see(phrase.who);
        return phrase.who.front();
    }
    CastMember somebody;
    somebody.thing = story_.thing_named("person");
    if (somebody.thing < 0) {
        return -1;
    }
    somebody.head = token.text;
    somebody.name = token.text;
    somebody.entity.called = token.shown;
    somebody.entity.look.gender = gender_of_name(token.text);
    NounPhrase unused;
    const auto made = create(std::move(somebody), Modifiers{}, 1, unused);
    return made.empty() ? -1 : made.front();
}

}  // namespace hibari::world
