#include "world/director/audience.h"

#include "world/director/reader_words.h"

#include <algorithm>
#include <vector>

namespace hibari::world {
namespace {

constexpr std::string_view kListeners =
    "crowd|audience|fan|fans|spectator|viewer|public|listener|concertgoer|onlooker|festival goer";
constexpr int kSeen = 6;  // Of an audience that is only heard.

/// What somebody of the audience does whom one hears so.
Verb reaction(std::string_view sound, int number) {
    if (sound == "crowd_cheer") {
        return number % 3 == 1 ? Verb::kClap : Verb::kJump;
    }
    return sound == "applause" ? Verb::kClap : sound == "crowd_laugh" ? Verb::kLaugh : Verb::kStay;
}

/// The reaction that is told most plainly; null when there is none.
const SoundCue* heard(const DraftShot& draft) {
    for (const std::string_view kind : {"crowd_cheer", "applause", "crowd_laugh", "crowd_murmur"}) {
        const auto cue = std::ranges::find(draft.sounds, kind, &SoundCue::kind);
        if (cue != draft.sounds.end()) {
            return &*cue;
        }
    }
    return nullptr;
}

}  // namespace

void seat_audience(Story& story, DraftShot& draft) {
    if (draft.place != "stage") {
        return;
    }
    const auto listens = [&](int member) {
        return story.is_person(member) &&
               listed(kListeners, story.cast[static_cast<std::size_t>(member)].head);
    };
    const auto star = std::ranges::find_if(draft.present, [&](int member) {
        return story.is_alive(member) && !listens(member) &&
               std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                   return action.subject == member;
               });
    });
    if (star == draft.present.end()) {
        return;
    }
    const int performer = *star;
    std::vector<int> seats;
    std::ranges::copy_if(draft.present, std::back_inserter(seats), listens);
    const SoundCue* cue = heard(draft);
    if (seats.empty() && cue != nullptr) {
        const std::optional<int> step = cue->step;
        const std::string sound = cue->kind;
        const int group = ++story.groups;
        for (int i = 0; i < kSeen; ++i) {
            CastMember made;
            made.thing = story.thing_named("person");
            made.head = "audience";
            made.implied = true;
            made.entity.called = "audience";
            made.group = group;
            const int member = story.add(draft, std::move(made));
            if (member < 0) {
                break;
            }
            seats.push_back(member);
            DraftAction react;
            react.subject = member;
            react.action.verb = reaction(sound, i);
            react.action.step = step.value_or(0);
            react.action.repeat = 3;
            draft.actions.push_back(react);
        }
        story.notes.assumed("an audience before the stage, because it is heard");
    }
    for (const int member : seats) {
        draft.relations.push_back({member, RelationKind::kInFrontOf, performer});
        draft.relations.push_back({member, RelationKind::kFacing, performer});
    }
}

}  // namespace hibari::world
