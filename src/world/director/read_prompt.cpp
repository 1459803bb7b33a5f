#include "world/director/read_prompt.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/normalise.h"
#include "world/director/reader.h"
#include "world/director/scene_choice.h"
#include "world/director/spelling.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

Result<void> check_prompt(std::string_view prompt, const Normalised& normalised) {
    if (trim(prompt).empty()) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "the prompt is empty",
            .field = "prompt",
            .hint = "say what happens, for example \"a dog catches a ball on the beach\"",
        });
    }
    const std::size_t letters = count_code_points(to_valid_utf8(prompt));
    if (letters > kPromptLettersMax) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "the prompt has " + std::to_string(letters) +
                       " characters; at most 32000 can be read",
            .field = "prompt",
        });
    }
    if (normalised.latin_letters < 2 && normalised.foreign_letters > 0) {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "the prompt is in a script the director does not read",
            .field = "prompt",
            .hint = "write it in English; spoken lines may stay as they are in quotes",
        });
    }
    return {};
}

std::span<Token> tokens_of(std::span<Token> tokens, const ShotText& shot) {
    if (shot.sections.empty()) {
        return {};
    }
    const std::size_t begin = shot.sections.front().begin;
    const std::size_t end = std::max(begin, shot.sections.back().end);
    return tokens.subspan(begin, end - begin);
}

}  // namespace

DirectorWords::DirectorWords(const std::string& wordnet_folder, const Nouns* given)
    : own_nouns(given == nullptr ? catalogue_nouns() : Nouns{}),
      nouns(given == nullptr ? own_nouns : *given),
      dictionary(nouns),
      wordnet(WordNet::open(wordnet_folder)),
      nearest(nouns, dictionary, wordnet.get()) {}

Result<std::vector<Token>> open_prompt(
    DirectorWords& words, std::string_view prompt, std::uint64_t seed, Story& story
) {
    const Normalised normalised = normalise(prompt.substr(0, 8 * kPromptLettersMax));
    HIBARI_TRY(check_prompt(prompt, normalised));

    story.nouns = &words.nouns;
    story.dictionary = &words.dictionary;
    story.nearest = &words.nearest;
    story.rng = Rng(seed).split("director");
    if (words.wordnet == nullptr) {
        story.notes.assumed("WordNet is not installed, so unknown words are ignored, not replaced");
    }
    for (const std::string& sign : normalised.signs) {
        story.notes.ignored(sign, "a picture the director does not know");
    }
    for (const std::string& run : normalised.foreign) {
        story.notes.ignored(run, "the director reads English");
    }
    if (normalised.had_bad_bytes) {
        story.notes.ignored("some bytes", "they are not text");
    }
    std::vector<Token> tokens = tokenize(normalised.text);
    if (words.wordnet != nullptr) {
        mend_spelling(tokens, words.dictionary, words.nearest, story.notes);
    }
    return tokens;
}

int find_sport(std::span<const Token> tokens) {
    std::string text = " ";
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::kWord) {
            text += token.text + " ";
        }
    }
    int best = -1;
    int best_score = 0;
    for (std::size_t i = 0; i < sport_rows().size(); ++i) {
        int score = 0;
        for (const std::string_view clue : split(sport_rows()[i].clues, '|')) {
            for (const std::string_view ending : {" ", "s "}) {
                const std::string wanted = " " + std::string(clue) + std::string(ending);
                if (text.find(wanted) != std::string::npos) {
                    // A longer clue says more: "american football" beats "football".
                    score += 1 + static_cast<int>(std::ranges::count(clue, ' ')) * 2;
                }
            }
        }
        if (score > best_score) {
            best_score = score;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void read_shot(
    std::span<Token> tokens, const ShotText& text, Story& story, DraftShot& draft, int number
) {
    draft.duration_s = text.duration_s;
    draft.sport = find_sport(tokens_of(tokens, text));
    if (draft.sport < 0) {
        draft.sport = story.common.sport;
    }
    draft.night_clue = find_phrase(tokens_of(tokens, text), night_clues());
    ShotReader reader(story, draft, number);
    for (const Section& section : text.sections) {
        const auto stretch = tokens.subspan(section.begin, section.end - section.begin);
        if (section.speaker.empty()) {
            reader.read(stretch, section.topic);
        } else {
            reader.read_line(section.speaker, stretch);
        }
    }
}

void read_whole(DirectorWords& words, std::span<Token> tokens, Story& story) {
    PromptText text = cut_sections(tokens, words.dictionary);
    if (text.shots.empty()) {
        text.shots.emplace_back();
    }
    if (text.shots.size() > ScriptLimits::kShotsMax) {
        story.notes.ignored("shots after the twelfth", "a clip holds at most 12 shots");
        text.shots.resize(ScriptLimits::kShotsMax);
    }
    story.shots.reserve(text.shots.size());
    read_shot(tokens, text.common, story, story.common, 0);
    for (std::size_t i = 0; i < text.shots.size(); ++i) {
        story.shots.emplace_back();
        read_shot(tokens, text.shots[i], story, story.shots.back(), static_cast<int>(i));
    }
    report_leftovers(tokens, story);
}

void fill_an_empty_scene(std::span<const Token> tokens, Story& story) {
    const bool nothing_done = story.shots.size() == 1 && story.shots.front().actions.empty() &&
                              story.shots.front().lines.empty();
    // A table alone is where something is to happen.
    const bool stage_only = std::ranges::all_of(story.cast, [&](const CastMember& member) {
        const ThingNoun& thing = story.nouns->things[static_cast<std::size_t>(member.thing)];
        return thing.traits.surface && thing.category == Category::kProp;
    });
    if (stage_only && nothing_done) {
        compose_scene(story, story.shots.front(), tokens);
    }
}

void choose_style(const DirectOptions& options, Story& story) {
    if (options.style) {
        if (story.style && *story.style != *options.style) {
            story.notes.ignored(
                "style " + std::string(enum_name(*story.style)),
                "the style was chosen by the option"
            );
        }
        story.style = options.style;
    }
}

void report_leftovers(std::span<Token> tokens, Story& story) {
    for (std::size_t i = 0; i < tokens.size();) {
        const bool word =
            tokens[i].kind == TokenKind::kWord || tokens[i].kind == TokenKind::kNumber;
        if (!word || tokens[i].use != TokenUse::kOpen) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < tokens.size() && tokens[end].use == TokenUse::kOpen &&
               (tokens[end].kind == TokenKind::kWord || tokens[end].kind == TokenKind::kNumber) &&
               end < i + 8) {
            ++end;
        }
        story.notes.ignored(shown_text(tokens.subspan(i, end - i)), "not understood");
        i = end;
    }
}

}  // namespace hibari::world
