#include "world/director/revise.h"

#include "world/director/cast_edits.h"
#include "world/director/changes.h"
#include "world/director/edits.h"
#include "world/director/finish.h"
#include "world/director/read_prompt.h"
#include "world/director/remember.h"
#include "world/director/restate.h"
#include "world/director/say_edit.h"
#include "world/director/take_parts.h"
#include "world/script/script_json.h"
#include "world/script/shot_lengths.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace hibari::world {
namespace {

class Reviser {
  public:
    /// `fresh` has the tools and the notes, and no cast yet.
    Reviser(const ClipScript& source, Story fresh) : script_(source), fresh_(std::move(fresh)) {}

    void run(DirectorWords& words, std::span<const Token> tokens) {
        std::vector<Token> whole(tokens.begin(), tokens.end());
        for (std::size_t i = whole.size(); i-- > 0;) {
            // "..., but the cat is black now"
            const bool last = i + 1 == whole.size() || whole[i + 1].kind != TokenKind::kWord;
            if (last && i > 0 && (whole[i].text == "now" || whole[i].text == "instead")) {
                whole.erase(whole.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        Story over_again = fresh_;
        read_whole(words, whole, over_again);
        Story scene_read = over_again;
        if (tells_again(finish(scene_read, std::nullopt), script_)) {
            restate(over_again, script_);
            fresh_.notes = std::move(over_again.notes);
            return;
        }
        const std::vector<Edit> edits = edits_of(tokens);
        if (edits.size() == 1 && is_plain(edits.front())) {
            std::vector<Token> scene = edits.front().words;
            Story told = fresh_;
            read_whole(words, scene, told);
            if (stands_alone(told, scene)) {
                restate(told, script_);
                fresh_.notes = std::move(told.notes);
                return;
            }
        }
        for (const Edit& edit : edits) {
            make_or_tell(edit);
        }
    }

    ClipScript script() && { return std::move(script_); }

    const Notes& notes() const { return fresh_.notes; }

  private:
    static bool is_plain(const Edit& edit) {
        return edit.kind == EditKind::kSay && !edit.instead && !edit.besides && !edit.shot &&
               edit.not_this.empty();
    }

    Story remembered() const {
        Story story = fresh_;
        remember(script_, story);
        return story;
    }

    std::vector<Edit> edits_of(std::span<const Token> tokens) const {
        Story story = remembered();
        std::vector<std::size_t> all(script_.shots.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        DraftShot draft = everybody_of(story, all);
        ShotReader reader(story, draft, static_cast<int>(script_.shots.size()));
        return cut_edits(tokens, reader, story);
    }

    std::vector<std::size_t> shots_of(const Edit& edit) const {
        const std::size_t count = script_.shots.size();
        if (!edit.shot) {
            std::vector<std::size_t> all(count);
            std::iota(all.begin(), all.end(), std::size_t{0});
            return all;
        }
        const std::size_t wanted =
            *edit.shot < 0 ? count - 1 : static_cast<std::size_t>(*edit.shot);
        return wanted < count ? std::vector{wanted} : std::vector<std::size_t>{};
    }

    void make(const Edit& edit) {
        const std::vector<std::size_t> shots = shots_of(edit);
        if (shots.empty()) {
            fresh_.notes.ignored(
                shown_text(edit.words),
                "there is no shot " + std::to_string(edit.shot.value_or(0) + 1)
            );
            return;
        }
        switch (edit.kind) {
            case EditKind::kSay:
                say(edit, shots);
                break;
            case EditKind::kReplace:
                with_story([&](Story& story) { replace_cast(story, edit, script_, shots); });
                break;
            case EditKind::kRemove:
                with_story([&](Story& story) { remove_named(story, edit, script_, shots); });
                break;
            case EditKind::kCount: {
                bool known = false;
                with_story([&](Story& story) { known = count_cast(story, edit, script_, shots); });
                if (!known) {
                    say(edit, shots);
                }
                break;
            }
            case EditKind::kPalette:
                with_story([&](Story& story) { paint(story, edit, script_, shots); });
                break;
            case EditKind::kPace:
                change_pace(edit, shots);
                break;
            case EditKind::kScale:
                with_story([&](Story& story) { scale_cast(story, edit, script_, shots); });
                break;
            case EditKind::kFraming:
                change_framing(edit, shots);
                break;
        }
    }

    // What an edit asks for is done, or it is told that nothing came of it.
    void make_or_tell(const Edit& edit) {
        const Json before = to_json(script_);
        const std::size_t ignored = fresh_.notes.to_json().at("ignored").size();
        make(edit);
        if (to_json(script_) == before && fresh_.notes.to_json().at("ignored").size() == ignored) {
            fresh_.notes.ignored(
                trim_sentence(shown_text(edit.words)), "it is so already, or cannot be shown"
            );
        }
    }

    static std::string trim_sentence(std::string text) {
        while (text.ends_with(" .") || text.ends_with(".")) {
            text.pop_back();
            text = text.substr(0, text.find_last_not_of(' ') + 1);
        }
        return text;
    }

    void with_story(auto change) {
        Story story = remembered();
        change(story);
        fresh_.notes = std::move(story.notes);
    }

    void say(const Edit& edit, const std::vector<std::size_t>& shots) {
        for (const std::size_t number : shots) {
            with_story([&](Story& story) {
                say_edit(story, edit, script_, number, edit.shot.has_value());
            });
        }
    }

    void change_pace(const Edit& edit, const std::vector<std::size_t>& shots) {
        bool any = false;
        for (const std::size_t number : shots) {
            for (TakePart& part : parts_of(script_.shots[number])) {
                for (Action& action : part.actions) {
                    const float before = action.intensity;
                    action.intensity = clamp(before * edit.factor, 0.25F, 2.0F);
                    any = any || action.intensity != before;
                }
            }
        }
        const std::string words = edit.factor > 1.0F ? "faster" : "slower";
        if (any) {
            fresh_.notes.understood(words, "what is done is done " + words);
        } else {
            fresh_.notes.ignored(words, "nothing moves that could be " + words);
        }
    }

    void change_framing(const Edit& edit, const std::vector<std::size_t>& shots) {
        constexpr Framing kSteps[] = {
            Framing::kWide,
            Framing::kFull,
            Framing::kMedium,
            Framing::kCloseUp,
            Framing::kExtremeCloseUp,
        };
        constexpr int kUsual = 1;
        for (const std::size_t number : shots) {
            Framing& framing = script_.shots[number].camera.framing;
            const auto now = std::ranges::find(kSteps, framing);
            const int step = now == std::end(kSteps) ? kUsual : static_cast<int>(now - kSteps);
            const int next = std::clamp(step + static_cast<int>(edit.factor), 0, 4);
            framing = kSteps[next];
        }
        fresh_.notes.understood(edit.factor > 0.0F ? "closer" : "wider", "framing");
    }

    ClipScript script_;
    Story fresh_;
};

}  // namespace

Result<Directed> Director::revise(
    const ClipScript& source, std::string_view prompt, const DirectOptions& options
) {
    if (source.shots.empty()) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "a script without shots cannot be revised",
            .field = "shots",
        });
    }
    Story story;
    const std::vector<Token> tokens = HIBARI_TRY(open_prompt(*words_, prompt, options.seed, story));
    Reviser reviser(source, std::move(story));
    reviser.run(*words_, tokens);
    Directed directed;
    directed.interpretation = reviser.notes().to_json();
    directed.script = std::move(reviser).script();
    settle(directed.script);
    directed.script.style = options.style.value_or(directed.script.style);
    directed.interpretation.set("changed", changes(to_json(source), to_json(directed.script)));
    return directed;
}

Result<Directed> revise(
    const ClipScript& source, std::string_view prompt, const DirectOptions& options
) {
    return Director(options.wordnet_folder, options.nouns).revise(source, prompt, options);
}

}  // namespace hibari::world
