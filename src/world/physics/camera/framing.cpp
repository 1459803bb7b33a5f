#include "world/physics/camera/framing.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

// Shares of a standing body's height, from the top of the head down.
constexpr float kWaistUp = 0.52F;
constexpr float kChestUp = 0.38F;
constexpr float kHead = 0.24F;
constexpr float kFace = 0.13F;
constexpr float kShoulders = 0.16F;  // Half width, of the height

/// Shares of the picture's height: below the least nobody can make it out, above the most nobody
/// can tell what it has to do with the rest.
struct Share {
    float least;
    float most;
};

constexpr Share kPerson{0.36F, 0.8F};
constexpr Share kOneOfSeveral{0.22F, 0.8F};    // Living, and in the picture with others.
constexpr Share kBelowSomething{0.18F, 0.8F};  // Alone, with a kite up there.
constexpr Share kThing{0.26F, 0.6F};
constexpr Share kSmallThing{0.085F, 0.17F};
constexpr Share kNearThing{0.22F, 0.6F};  // In a close-up, with what it meets.
constexpr Share kVeryNearThing{0.34F, 0.8F};
constexpr Share kExtra{0.025F, 0.20F};  // Lifeless, not the subject.
constexpr float kWideShare = 0.4F;      // Of these in a wide shot.
constexpr float kSqueezed = 2.2F;       // Times smaller, so that another one is in the picture too.

constexpr Box kView{{-5.0F, 0, -2.0F}, {5.0F, 4.0F, 2.0F}};  // Of a place with nobody in it.
constexpr float kSkyAbove = 1.0F;  // Times their height, over those who have fireworks above them.

constexpr std::size_t kMostTalkers = 3;
constexpr float kTalkReach = 4.5F;  // m from the first talker to the last
constexpr float kSmall = 0.4F;      // m; smaller things need to be seen with what they lie on

bool is_quiet(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kSit:
        case Verb::kTalk:
        case Verb::kLook:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kPoint:
        case Verb::kWave:
        case Verb::kHold:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kRead:
        case Verb::kSing:
            return true;
        default:
            return false;
    }
}

bool uses_arms(Verb verb) {
    return verb == Verb::kPoint || verb == Verb::kWave || verb == Verb::kHold;
}

class Framer {
  public:
    Framer(const Timeline& timeline, const Scene& scene, const ActionPath& path, const Shot& shot)
        : timeline_(timeline), scene_(scene), path_(path), shot_(shot) {}

    Framed frame() {
        choose();
        for (std::size_t step = 0; step < path_.steps; ++step) {
            hold(step);
        }
        return std::move(framed_);
    }

  private:
    bool is_person(const Member& member) const {
        return member.entity() >= 0 &&
               scene_.actor(member.entity()).thing->category == Category::kPerson;
    }

    float height_of(const Member& member) const {
        return 2.0F * scene_.actor(member.entity()).blueprint.half_extent.y;
    }

    /// People close together who do nothing that a portrait would hide; only those who talk, when
    /// nobody asked for a portrait.
    std::vector<const Member*> company(bool talking) const {
        const bool quiet =
            std::all_of(shot_.actions.begin(), shot_.actions.end(), [](const Action& action) {
                return is_quiet(action.verb);
            });
        std::vector<const Member*> found;
        bool somebody_speaks = false;
        Box where;
        for (const Member& member : path_.cast) {
            if (!is_person(member) || member.boxes.front().is_empty()) {
                continue;
            }
            found.push_back(&member);
            where.grow(member.boxes.front().center());
            somebody_speaks = somebody_speaks || speaks(member);
        }
        const bool together = found.size() < 2 || length(where.size()) < kTalkReach;
        return quiet && (somebody_speaks || !talking) && together && found.size() <= kMostTalkers
                   ? found
                   : std::vector<const Member*>{};
    }

    /// Nothing acts on anything: then a closer look is at one thing.
    bool is_idle() const {
        return std::none_of(shot_.actions.begin(), shot_.actions.end(), [](const Action& action) {
            return !action.target.empty() || !action.object.empty();
        });
    }

    void choose() {
        living_ = std::count_if(path_.cast.begin(), path_.cast.end(), [&](const Member& member) {
            return member.entity() >= 0 && scene_.actor(member.entity()).is_alive();
        });
        const Member& star = path_.subject();
        const bool person = is_person(star);
        looks_up_ = shot_.camera.framing <= Framing::kFull &&
                    std::any_of(shot_.sounds.begin(), shot_.sounds.end(), [](const SoundCue& cue) {
                        return cue.kind == "firework";
                    });
        const bool asked = shot_.camera.framing == Framing::kMedium;
        const std::vector<const Member*> talk = company(!asked);
        switch (shot_.camera.framing) {
            case Framing::kAuto:
                if (!talk.empty() && shot_.camera.move != CameraMove::kTrack) {
                    const bool arms = std::any_of(
                        shot_.actions.begin(),
                        shot_.actions.end(),
                        [](const Action& action) { return uses_arms(action.verb); }
                    );
                    portraits_ = talk;
                    share_ = talk.size() > 1 || arms ? kWaistUp : kChestUp;
                    framed_.still_margin = 1.05F;
                    break;
                }
                framed_.still_margin = 1.04F;
                framed_.moving_margin = person ? 1.2F : 1.4F;
                break;
            case Framing::kWide:
                framed_.at_once = true;
                framed_.still_margin = path_.cast.size() < 2 ? 2.1F : 1.3F;
                framed_.moving_margin = 2.1F;
                break;
            case Framing::kFull:
                only_star_ = true;
                framed_.still_margin = 1.15F;
                framed_.moving_margin = 1.2F;
                break;
            case Framing::kOverShoulder:
            case Framing::kMedium:
                only_star_ = true;
                framed_.still_margin = framed_.moving_margin = 1.1F;
                share_ = kWaistUp;
                break;
            case Framing::kCloseUp:
                only_star_ = person || star.entity() < 0 || is_idle();
                framed_.still_margin = framed_.moving_margin = person ? 1.25F : 0.95F;
                share_ = kHead;
                break;
            case Framing::kExtremeCloseUp:
                only_star_ = person || star.entity() < 0 || is_idle();
                framed_.still_margin = framed_.moving_margin = person ? 1.0F : 0.6F;
                share_ = kFace;
                break;
        }
        if (share_ > 0.0F && only_star_ && person) {
            const bool two_shot = asked && shot_.camera.subject.empty() && !talk.empty();
            portraits_ = two_shot ? talk : std::vector<const Member*>{&star};
        }
    }

    /// From the top of the head down, so much of a standing body's height.
    std::optional<Box> portrait(const Member& member, std::size_t step, float share) const {
        const int sample = static_cast<int>(step) * ActionPath::kStride;
        const std::optional<Box> head = head_box(timeline_, member.entity(), sample);
        if (!head) {
            return std::nullopt;
        }
        const float height = height_of(member);
        const float half = kShoulders * height * std::min(1.0F, share / kChestUp);
        const Vec3 middle = head->center();
        return Box{
            {middle.x - half, head->high.y - share * height, middle.z - half},
            {middle.x + half, head->high.y, middle.z + half}
        };
    }

    Share share_of(const Member& member, std::size_t step) const {
        if (member.entity() >= 0 && scene_.actor(member.entity()).is_alive()) {
            if (living_ > 1) {
                return kOneOfSeveral;
            }
            return !is_person(member)                     ? kThing
                   : has_something_overhead(member, step) ? kBelowSomething
                                                          : kPerson;
        }
        if (&member != &path_.subject()) {
            return kExtra;
        }
        if (shot_.camera.framing == Framing::kCloseUp) {
            return kNearThing;
        }
        if (shot_.camera.framing == Framing::kExtremeCloseUp) {
            return kVeryNearThing;
        }
        // The smaller it is, the smaller it may be in the picture.
        const float large = clamp(length(scale_of(member, step)) / (2.0F * kSmall), 0.0F, 1.0F);
        return {
            lerp(kSmallThing.least, kThing.least, large), lerp(kSmallThing.most, kThing.most, large)
        };
    }

    /// A kite, a balloon, a drone high above somebody belongs into the same picture.
    bool has_something_overhead(const Member& member, std::size_t step) const {
        const Box& own = member.boxes[step];
        return !own.is_empty() && std::ranges::any_of(path_.cast, [&](const Member& other) {
            return &other != &member && other.entity() >= 0 && other.in_action[step] &&
                   !other.boxes[step].is_empty() &&
                   other.boxes[step].low.y > own.high.y + 0.5F * own.size().y;
        });
    }

    /// Of lifeless things that play together the largest sets the scale, while it plays.
    Vec3 scale_of(const Member& member, std::size_t step) const {
        const auto moves = [&](const Member& one) {
            return one.entity() >= 0 && !scene_.actor(one.entity()).is_alive() &&
                   !scene_.actor(one.entity()).is_fixed() && !one.boxes.front().is_empty() &&
                   (&one == &member || one.in_action[step]);
        };
        Vec3 size = member.size;
        if (&member == &path_.subject() && moves(member)) {
            for (const Member& other : path_.cast) {
                size = moves(other) ? max(size, other.size) : size;
            }
        }
        return size;
    }

    bool speaks(const Member& member) const {
        return std::ranges::any_of(shot_.lines, [&](const SpokenLine& line) {
            return scene_.find(line.speaker) == member.entity();
        });
    }

    /// Who is left out last: who speaks, the subject, whoever lives, the rest in its order.
    int rank_of(const Member& member) const {
        return speaks(member)                             ? 0
               : &member == &path_.subject()              ? 1
               : scene_.actor(member.entity()).is_alive() ? 2
                                                          : 3;
    }

    /// Of people from the waist up, of a hole in the green its brim, of others everything.
    Box vital_part(const Member& member, std::size_t step) const {
        constexpr float kBrim_m = 0.3F;
        const std::optional<Pose> hole = scene_.anchor(member.entity(), "goal");
        if (hole && scene_.actor(member.entity()).blueprint.half_extent.x < 2.0F * kBrim_m) {
            return {
                hole->position - Vec3{kBrim_m, 0.0F, kBrim_m},
                hole->position + Vec3{kBrim_m, kBrim_m, kBrim_m}
            };
        }
        const std::optional<Box> bust =
            is_person(member) ? portrait(member, step, kWaistUp) : std::nullopt;
        return bust.value_or(member.boxes[step]);
    }

    /// Chooses who is not cut off for the sake of others: as many as fit into one picture in which
    /// none gets too small. The one that sets the scale is the smallest of them.
    void gather(Held& held, std::vector<const Member*> wanted, std::size_t step) const {
        std::ranges::stable_sort(wanted, {}, [&](const Member* member) {
            return rank_of(*member);
        });
        float limit = 1e9F;
        for (const Member* member : wanted) {
            // The larger of the ways it can lie: a fallen man is as large as a standing one.
            const Vec3 size = scale_of(*member, step);
            const float extent = std::max({size.y, 0.6F * size.x, 0.6F * size.z});
            const Share share = share_of(*member, step);
            const float most = 0.5F * extent / (framed_.at_once ? kWideShare : 1.0F) / share.least;
            Box joined = held.vital;
            joined.grow(vital_part(*member, step));
            const float tightest = std::min(limit, kSqueezed * most);
            if (!held.vital.is_empty() && half_around(joined) > tightest) {
                continue;
            }
            held.vital = joined;
            limit = tightest;
            if (most < held.most_half_m) {
                held.most_half_m = most;
                held.least_half_m = 0.5F * extent / share.most;
                held.star = member->boxes[step];
                held.star_entity = member->entity();
            }
        }
    }

    /// About half the height of a picture of a box from any side.
    static float half_around(const Box& box) {
        constexpr float kUsualAspect = 1.78F;
        const Vec3 size = box.size();
        return 0.55F * std::max({size.y, size.x / kUsualAspect, size.z / kUsualAspect});
    }

    void hold(std::size_t step) {
        Held held;
        for (const Member* member : portraits_) {
            const std::optional<Box> box = portrait(*member, step, share_);
            held.boxes.push_back(box ? *box : member->boxes[step]);
            held.portraits.push_back(member->entity());
        }
        std::vector<const Member*> wanted;
        for (const Member& member : path_.cast) {
            const bool is_wanted =
                only_star_ ? &member == &path_.subject() : member.in_action[step];
            if (portraits_.empty() && is_wanted && member.entity() >= 0 &&
                !member.boxes[step].is_empty()) {
                held.boxes.push_back(member.boxes[step]);
                wanted.push_back(&member);
            }
        }
        if (!only_star_) {
            gather(held, wanted, step);
        }
        if (held.boxes.empty()) {
            held =
                framed_.steps.empty() ? Held{.boxes = {kView}, .star = {}} : framed_.steps.back();
        } else if (looks_up_) {
            Box all = held.all();
            all.high.y += kSkyAbove * std::max(all.size().y, 1.5F);
            held.boxes.push_back(all);
            held.most_half_m *= 1.0F + kSkyAbove;
        }
        if (held.vital.is_empty()) {
            held.vital = held.all();
        }
        framed_.steps.push_back(std::move(held));
    }

    const Timeline& timeline_;
    const Scene& scene_;
    const ActionPath& path_;
    const Shot& shot_;
    Framed framed_;
    std::vector<const Member*> portraits_;
    float share_ = 0.0F;  // Of a standing body's height that portraits show.
    bool only_star_ = false;
    bool looks_up_ = false;  // At what goes on in the sky.
    std::ptrdiff_t living_ = 0;
};

}  // namespace

Box Held::all() const {
    Box all;
    for (const Box& box : boxes) {
        all.grow(box);
    }
    return all;
}

bool Framed::is_under(float level_m) const {
    constexpr float kDeep = 0.5F;
    return std::all_of(steps.begin(), steps.end(), [&](const Held& held) {
        return std::all_of(held.boxes.begin(), held.boxes.end(), [&](const Box& box) {
            return box.high.y < level_m - kDeep;
        });
    });
}

Framed frame_shot(
    const Timeline& timeline, const Scene& scene, const ActionPath& path, const Shot& shot
) {
    return Framer(timeline, scene, path, shot).frame();
}

}  // namespace hibari::world
