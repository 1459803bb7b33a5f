#include "world/director/scene_choice.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader.h"

#include <algorithm>

namespace hibari::world {
namespace {

struct Chosen {
    std::string_view scene;
    std::vector<std::string_view> words;  ///< of the prompt that led to it
};

// The row with most of its words in the prompt; of two the first.
Chosen choose_scene(const Story& story, const DraftShot& draft, std::span<const Token> tokens) {
    // "A calm beach" and "a sunset" are pictures by themselves; "something sad in a forest" is not.
    const bool asks = !find_phrase(tokens, "something|anything|someone|somebody|a feeling").empty();
    const bool set = draft.place || draft.time || draft.sky || !draft.sounds.empty();
    Chosen best;
    if (set && !asks) {
        return best;
    }
    for (const NameRow& row : scene_rows()) {
        std::vector<std::string_view> found;
        for (const std::string_view word : split(row.words, '|')) {
            if (!find_phrase(tokens, word).empty()) {
                found.push_back(word);
            }
        }
        if (found.size() > best.words.size()) {
            best = {row.value, std::move(found)};
        }
    }
    if (best.words.empty() && !set && story.cast.empty()) {
        Rng rng = story.rng.split("scene");
        best.scene = any_scenes()[rng.index(any_scenes().size())];
    }
    return best;
}

}  // namespace

std::string_view find_phrase(std::span<const Token> tokens, std::string_view words) {
    std::string text = " ";
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber ||
            token.text == "'s") {
            text += token.text + " ";
        }
    }
    std::string_view best;
    for (const std::string_view phrase : split(words, '|')) {
        const std::string wanted = " " + std::string(phrase);
        if (phrase.size() > best.size() && (text.find(wanted + " ") != std::string::npos ||
                                            text.find(wanted + "s ") != std::string::npos)) {
            best = phrase;
        }
    }
    return best;
}

void compose_scene(Story& story, DraftShot& draft, std::span<const Token> tokens) {
    const Chosen chosen = choose_scene(story, draft, tokens);
    if (chosen.scene.empty()) {
        return;
    }
    // Read as if it were the prompt; its notes are not about the user's words.
    const Notes notes = story.notes;
    const auto music = story.music;
    DraftShot scene;
    std::vector<Token> words = tokenize(chosen.scene);
    ShotReader(story, scene, 0).read(words, Topic::kScene);
    story.notes = notes;
    story.music = music ? music : story.music;

    draft.present = std::move(scene.present);
    draft.actions = std::move(scene.actions);
    draft.relations = std::move(scene.relations);
    draft.sport = draft.sport < 0 ? scene.sport : draft.sport;
    draft.place = draft.place ? draft.place : scene.place;
    draft.time = draft.time ? draft.time : scene.time;
    draft.sky = draft.sky ? draft.sky : scene.sky;
    draft.wind = draft.wind ? draft.wind : scene.wind;
    if (!draft.camera_set) {
        draft.camera = scene.camera;
        draft.camera_set = scene.camera_set;
        draft.camera_subject = scene.camera_subject;
    }
    draft.sounds.insert(draft.sounds.end(), scene.sounds.begin(), scene.sounds.end());
    for (const std::string_view word : chosen.words) {
        story.notes.understood(std::string(word), "a mood");
    }
    story.notes.assumed("nobody and nothing was named, so: " + std::string(chosen.scene));
}

}  // namespace hibari::world
