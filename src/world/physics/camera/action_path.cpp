#include "world/physics/camera/action_path.h"

#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kGone = -100.0F;  // Below this a thing has been taken away.

constexpr std::size_t kRow = 4;       // So many of a kind are filmed as one.
constexpr float kRimReach = 0.75F;    // m around a rim that the game happens in.
constexpr float kLimbSpeed = 0.35F;   // m/s of a hand or foot: somebody does something.
constexpr float kThingSpeed = 0.04F;  // m/s, and kOwnSizes of its own size a second
constexpr float kOwnSizes = 0.2F;
constexpr float kStacked = 1.7F;       // Of the height of one: a row as high stands upon itself.
constexpr float kOwnLengths = 5.0F;    // Of a thing that has passed: so far it is looked after.
constexpr float kFloor = 1.2F;         // m that a thing may fall or roll and still belong to it.
constexpr float kNear = 0.6F;          // m around a target from which it counts
constexpr double kAfter_s = 0.9;       // that what has ended is still looked at
constexpr float kHeadroom = 0.4F;      // Of the subject's height: scenery above it.
constexpr float kMurk = 1.0F;          // m under water
constexpr float kPieces = 1.2F;        // Of a thing's size: so far its pieces lie about.
constexpr float kScenerySizes = 0.7F;  // Of the subject: so much of a large thing is looked at.

/// A table that only carries something much smaller need not be seen as a whole.
bool is_mere_support(const Scene& scene, const Shot& shot, const Actor& actor) {
    if (actor.is_alive() || !actor.thing->traits.surface ||
        first_deed(shot, actor.script.id) != nullptr) {
        return false;
    }
    return std::any_of(scene.actors().begin(), scene.actors().end(), [&](const Actor& load) {
        const bool on = std::any_of(
            load.script.relations.begin(),
            load.script.relations.end(),
            [&](const Relation& relation) {
                return relation.kind == RelationKind::kOn && relation.target == actor.script.id;
            }
        );
        return on &&
               length(load.blueprint.half_extent) < 0.5F * length(actor.blueprint.half_extent);
    });
}

/// What of an entity must be seen: of a hoop the rim and the board, of others everything.
Box interest_box(const Timeline& timeline, const Scene& scene, int entity, int sample) {
    if (entity >= 0 && scene.actor(entity).is_fixed()) {
        if (const std::optional<Pose> rim = scene.anchor(entity, "rim")) {
            const Vec3 reach{kRimReach, 0.6F, kRimReach};
            return {rim->position - reach, rim->position + reach};
        }
    }
    return entity_box(timeline, entity, sample);
}

}  // namespace

std::array<Vec3, 8> corners_of(const Box& box) {
    std::array<Vec3, 8> corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        corners[i] = {
            (i & 1) != 0 ? box.high.x : box.low.x,
            (i & 2) != 0 ? box.high.y : box.low.y,
            (i & 4) != 0 ? box.high.z : box.low.z,
        };
    }
    return corners;
}

Box body_box(const BodyTrack& body, int sample) {
    Box box;
    const Pose& pose = body.pose_at(sample);
    for (const Part& part : body.parts) {
        if (part.visible && pose.position.y > kGone) {
            const Aabb reach = bounds(part.shape, compose(pose, part.local));
            box.grow(reach.low);
            box.grow(reach.high);
        }
    }
    return box;
}

Box entity_box(const Timeline& timeline, int entity, int sample) {
    Box box;
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity == entity) {
            box.grow(body_box(body, sample));
        }
    }
    for (const SoftTrack& soft : timeline.softs) {
        if (soft.entity == entity) {
            const std::size_t count = soft.soft.nodes.size();
            const std::size_t first = static_cast<std::size_t>(sample) * count;
            for (std::size_t i = first; i < first + count; ++i) {
                box.grow(soft.positions[i]);
            }
        }
    }
    return box;
}

std::optional<Box> head_box(const Timeline& timeline, int entity, int sample) {
    const auto head = std::ranges::find_if(timeline.bodies, [&](const BodyTrack& body) {
        return body.entity == entity && body.face >= 0;
    });
    return head == timeline.bodies.end() ? std::nullopt
                                         : std::optional<Box>(body_box(*head, sample));
}

namespace {

/// The entities the camera cares about; the first is the subject.
std::vector<int> cast_of(const Scene& scene, const Layout& layout, const Shot& shot) {
    std::vector<int> cast;
    const auto add = [&](int entity) {
        if (entity >= 0 && std::find(cast.begin(), cast.end(), entity) == cast.end()) {
            cast.push_back(entity);
        }
    };
    add(layout.main);
    const bool only = !shot.camera.subject.empty() && shot.camera.framing != Framing::kAuto &&
                      shot.camera.framing != Framing::kWide;
    if (only) {
        return cast;
    }
    const auto add_role = [&](const std::string& id) {
        const int entity = scene.find(id);
        if (entity < 0 || is_mere_support(scene, shot, scene.actor(entity))) {
            return;
        }
        // Whoever only watches is at the edge of the picture.
        const bool watches =
            scene.actor(entity).is_alive() && layout.scenery[static_cast<std::size_t>(entity)];
        if (!watches) {
            add(entity);
        }
    };
    for (const Action& action : shot.actions) {
        add_role(action.subject);
        add_role(action.object);
        add_role(action.target);
    }
    for (const SpokenLine& line : shot.lines) {
        add(scene.find(line.speaker));
    }
    for (const Actor& actor : scene.actors()) {
        if (!actor.backdrop && !layout.scenery[static_cast<std::size_t>(actor.entity)] &&
            !is_mere_support(scene, shot, actor)) {
            add(actor.entity);
        }
    }
    return cast;
}

/// Members in the order of the cast, rows of lifeless things together.
std::vector<Member> members_of(const Scene& scene, const std::vector<int>& cast) {
    std::vector<Member> members;
    std::vector<bool> taken(cast.size(), false);
    for (std::size_t i = 0; i < cast.size(); ++i) {
        if (taken[i]) {
            continue;
        }
        const Actor& actor = scene.actor(cast[i]);
        std::vector<std::size_t> row;
        for (std::size_t j = i; j < cast.size(); ++j) {
            if (scene.actor(cast[j]).script.kind == actor.script.kind) {
                row.push_back(j);
            }
        }
        Member member;
        if (row.size() >= kRow && !actor.is_alive()) {
            for (const std::size_t j : row) {
                member.entities.push_back(cast[j]);
                taken[j] = true;
            }
        } else {
            member.entities.push_back(cast[i]);
        }
        members.push_back(std::move(member));
    }
    return members;
}

Box grown(Box box, float by) {
    box.low -= Vec3{by, by, by};
    box.high += Vec3{by, by, by};
    return box;
}

bool overlap(const Box& a, const Box& b) {
    return !a.is_empty() && !b.is_empty() && a.low.x < b.high.x && b.low.x < a.high.x &&
           a.low.y < b.high.y && b.low.y < a.high.y && a.low.z < b.high.z && b.low.z < a.high.z;
}

Box common(const Box& a, const Box& b) {
    return {max(a.low, b.low), min(a.high, b.high)};
}

/// Fills in boxes and tells who matters when.
class Watcher {
  public:
    Watcher(const Timeline& timeline, const Scene& scene, const Shot& shot, ActionPath& path)
        : timeline_(timeline), scene_(scene), shot_(shot), path_(path) {}

    void watch() {
        const Box first = entity_box(timeline_, subject().entity(), 0);
        dives_ = !first.is_empty() && first.high.y < timeline_.environment.water.level_m - kMurk;
        for (Member& member : path_.cast) {
            look(member);
            member.is_agent = is_alive(member) || is_busy_vehicle(member);
        }
        if (subject().boxes.front().is_empty() && path_.cast.size() == 1) {
            // Nobody there, or nothing to see of them: the middle of the stage.
            path_.cast.front().boxes.assign(path_.steps, Box{{-1, 0, -1}, {1, 2, 1}});
        }
        for (const Member& member : path_.cast) {
            stage_.grow(member.boxes.front());
        }
        clip_scenery();
        for (const Member& member : path_.cast) {
            moves_.push_back(moves_of(member));
        }
        for (std::size_t i = 0; i < path_.cast.size(); ++i) {
            attend(i);
        }
        keep_somebody();
    }

  private:
    const Member& subject() const { return path_.cast.front(); }

    bool is_alive(const Member& member) const {
        return member.entity() >= 0 && scene_.actor(member.entity()).is_alive();
    }

    bool is_busy_vehicle(const Member& member) const {
        return member.entity() >= 0 &&
               scene_.actor(member.entity()).thing->category == Category::kVehicle &&
               first_deed(shot_, scene_.actor(member.entity()).script.id) != nullptr;
    }

    static int sample_of(std::size_t step) { return static_cast<int>(step) * ActionPath::kStride; }

    void look(Member& member) const {
        Box start;
        for (const int entity : member.entities) {
            const Box one = interest_box(timeline_, scene_, entity, 0);
            start.grow(one);
            member.size = one.is_empty() ? member.size : max(member.size, one.size());
        }
        const float foot = foot_of_beam(member);
        if (start.size().y > kStacked * member.size.y) {
            member.size = start.size();  // A tower is one thing.
        }
        const Box row = grown(start, 0.25F * length(start.size()));
        for (std::size_t step = 0; step < path_.steps; ++step) {
            Box box;
            for (const int entity : member.entities) {
                if (const Event* broke = broken(entity, sample_of(step))) {
                    // Its pieces lie where it broke.
                    const float reach = kPieces * length(member.size);
                    box.grow(broke->position - Vec3{reach, 0.5F * reach, reach});
                    box.grow(broke->position + Vec3{reach, 0.5F * reach, reach});
                    continue;
                }
                const Box one = above_murk(
                    interest_box(timeline_, scene_, entity, sample_of(step)),
                    &member == &path_.cast.front() || is_alive(member)
                );
                // Of a row those that have flown far away are let go.
                if (member.entities.size() == 1 || overlap(one, row)) {
                    box.grow(one);
                }
            }
            if (!box.is_empty()) {
                box.low.y = std::min(box.low.y, foot);
            }
            member.boxes.push_back(box);
        }
    }

    /// Where the beam, rope or bridge stands that somebody goes along: without it, and the floor so
    /// far below, nobody could tell that it is done up there.
    float foot_of_beam(const Member& member) const {
        constexpr float kNotATower_m = 7.0F;
        const bool whole = shot_.camera.framing <= Framing::kFull;
        if (!whole || member.entity() < 0) {
            return 1e9F;
        }
        const Actor& actor = scene_.actor(member.entity());
        if (!actor.is_alive() && actor.thing->category != Category::kVehicle) {
            return 1e9F;
        }
        for (const Relation& relation : scene_.actor(member.entity()).script.relations) {
            const int support = scene_.find(relation.target);
            if (relation.kind != RelationKind::kOn || support < 0 ||
                !scene_.anchor(support, "start") || !scene_.actor(support).is_fixed()) {
                continue;
            }
            const Box box = entity_box(timeline_, support, 0);
            if (!box.is_empty() && box.size().y < kNotATower_m) {
                return box.low.y;
            }
        }
        return 1e9F;
    }

    /// How it went to pieces, once it has.
    const Event* broken(int entity, int sample) const {
        const double now = static_cast<double>(sample) / kSampleRateHz;
        const auto found = std::ranges::find_if(timeline_.events, [&](const Event& event) {
            return event.kind == EventKind::kBroke && event.entity == entity && event.time_s < now;
        });
        return found == timeline_.events.end() ? nullptr : &*found;
    }

    /// What is deeper than the eye reaches is not looked for, unless the shot begins down there; of
    /// the subject and the living the place where they went down.
    Box above_murk(Box box, bool matters) const {
        const Water& water = timeline_.environment.water;
        if (!water.present || dives_ || box.is_empty()) {
            return box;
        }
        const float low = water.level_m - kMurk;
        if (box.high.y < low && !matters) {
            return {};
        }
        box.low.y = std::max(box.low.y, low);
        box.high.y = std::max(box.high.y, low + 0.5F * kMurk);
        return box;
    }

    /// Of a castle only that part is looked at which the subject comes near.
    void clip_scenery() {
        Box way;
        Vec3 size{};
        for (const Box& box : subject().boxes) {
            if (!box.is_empty()) {
                way.grow(box);
                size = max(size, box.size());
            }
        }
        const Box around = grown(way, kScenerySizes * std::max(length(size), 0.3F));
        for (std::size_t i = 1; i < path_.cast.size(); ++i) {
            Member& member = path_.cast[i];
            if (!scene_.actor(member.entity()).is_fixed()) {
                continue;
            }
            Box part = around;
            if (!has_role(member)) {
                part.high.y = way.high.y + kHeadroom * size.y;
            }
            for (Box& box : member.boxes) {
                if (overlap(box, part)) {
                    box = common(box, part);
                }
            }
        }
    }

    /// Somebody whose deed goes on without him: thrown, kicked, struck.
    bool sends_away(const Member& member) const {
        const std::string& id = scene_.actor(member.entity()).script.id;
        return std::any_of(shot_.actions.begin(), shot_.actions.end(), [&](const Action& action) {
            const bool sends = is_throwing(action.verb) || action.verb == Verb::kKick ||
                               action.verb == Verb::kBowl || action.verb == Verb::kBat;
            return action.subject == id && sends;
        });
    }

    bool has_role(const Member& member) const {
        const std::string& id = scene_.actor(member.entity()).script.id;
        return first_deed(shot_, id) != nullptr || first_use(shot_, id) != nullptr ||
               first_aim(shot_, id) != nullptr;
    }

    std::vector<bool> moves_of(const Member& member) const {
        std::vector<bool> moves(path_.steps, false);
        constexpr float kPerSecond = static_cast<float>(kSampleRateHz) / ActionPath::kStride;
        const bool alive = is_alive(member);
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.poses.size() < 2 ||
                std::find(member.entities.begin(), member.entities.end(), body.entity) ==
                    member.entities.end()) {
                continue;
            }
            const float size =
                length(member.boxes.front().is_empty() ? Vec3{} : member.boxes.front().size());
            const float least = std::min(timeline_.world_speed, 1.0F) *
                                (alive ? kLimbSpeed : std::max(kThingSpeed, kOwnSizes * size));
            for (std::size_t step = 1; step < path_.steps; ++step) {
                const Vec3 now = body.pose_at(sample_of(step)).position;
                const Vec3 before = body.pose_at(sample_of(step - 1)).position;
                if (distance(now, before) * kPerSecond > least) {
                    moves[step] = true;
                }
            }
        }
        for (const Utterance& line : timeline_.utterances) {
            if (line.entity != member.entity() || line.start_s < 0.0) {
                continue;
            }
            for (std::size_t step = 0; step < path_.steps; ++step) {
                const double time = static_cast<double>(sample_of(step)) / kSampleRateHz;
                if (time > line.start_s && time < line.start_s + line.duration_s) {
                    moves[step] = true;
                }
            }
        }
        return moves;
    }

    /// Something that moves comes near.
    bool is_approached(std::size_t i, std::size_t step) const {
        const Box near = grown(path_.cast[i].boxes[step], kNear);
        for (std::size_t j = 0; j < path_.cast.size(); ++j) {
            if (j != i && moves_[j][step] && overlap(near, path_.cast[j].boxes[step])) {
                return true;
            }
        }
        return false;
    }

    /// The thing that knocked another over and rolls on is let go: what it did is looked at.
    bool has_passed(std::size_t step) const {
        const Member& star = subject();
        const std::size_t met = target_of_subject();
        if (is_alive(star) || star.boxes[step].is_empty() || !has_met(met, step)) {
            return false;
        }
        const Box& box = path_.cast[met].boxes[step];
        const float room = std::min(kFloor, kOwnLengths * length(star.size));
        return !box.is_empty() &&
               distance(star.boxes[step].center(), box.center()) > 1.2F * length(box.size()) + room;
    }

    /// The subject came up to that member, and moved it.
    bool has_met(std::size_t met, std::size_t step) const {
        if (met == 0) {
            return false;
        }
        bool near = false;
        for (std::size_t i = 0; i <= step; ++i) {
            const Box reach = grown(subject().boxes[i], 0.5F * length(subject().size));
            near = near || overlap(reach, path_.cast[met].boxes[i]);
            if (near && moves_[met][i]) {
                return true;
            }
        }
        return false;
    }

    /// Number of the member that the subject hits; 0 when it hits none.
    std::size_t target_of_subject() const {
        for (const Action& action : shot_.actions) {
            const int target = scene_.find(action.target);
            if (scene_.find(action.subject) != subject().entity() || target < 0 ||
                scene_.actor(target).is_fixed()) {
                continue;
            }
            for (std::size_t i = 1; i < path_.cast.size(); ++i) {
                const std::vector<int>& who = path_.cast[i].entities;
                if (std::find(who.begin(), who.end(), target) != who.end()) {
                    return i;
                }
            }
        }
        return 0;
    }

    /// What has flown or rolled far away, and not with the subject, is let go.
    bool is_gone(std::size_t i, std::size_t step) const {
        const Box& box = path_.cast[i].boxes[step];
        if (box.is_empty()) {
            return true;
        }
        if (i == 0) {
            return has_passed(step);
        }
        if (is_alive(path_.cast[i])) {
            return false;
        }
        const float extent = length(stage_.size());
        const Box& star = subject().boxes[step];
        return distance(box.center(), stage_.center()) > 0.75F * extent + kFloor &&
               distance(box.center(), star.center()) >
                   std::max(0.35F * extent, 2.0F * length(star.size()));
    }

    /// Stands by while the subject is not further away than when the shot began.
    bool is_by(std::size_t i, std::size_t step) const {
        if (i == 0) {
            return true;
        }
        const Member& member = path_.cast[i];
        const auto apart = [&](std::size_t at) {
            return distance(member.boxes[at].center(), subject().boxes[at].center());
        };
        return apart(step) < 1.1F * apart(0) + length(subject().boxes[step].size());
    }

    void attend(std::size_t i) {
        Member& member = path_.cast[i];
        const bool alive = is_alive(member);
        const bool ever_moves =
            std::find(moves_[i].begin(), moves_[i].end(), true) != moves_[i].end();
        std::size_t first = path_.steps;
        std::size_t last = 0;
        for (std::size_t step = 0; step < path_.steps; ++step) {
            if (moves_[i][step] || (!alive && !ever_moves && is_approached(i, step))) {
                first = std::min(first, step);
                last = step;
            }
        }
        const bool aimed_at = member.entity() >= 0 && scene_.actor(member.entity()).is_fixed() &&
                              first_aim(shot_, scene_.actor(member.entity()).script.id) != nullptr;
        const bool idle = first == path_.steps || aimed_at;
        const bool stays = member.is_agent && !sends_away(member);
        const auto after = static_cast<std::size_t>(kAfter_s * kSampleRateHz / ActionPath::kStride);
        member.in_action.assign(path_.steps, false);
        for (std::size_t step = 0; step < path_.steps; ++step) {
            const bool begun = member.is_agent || step >= first;
            const bool over = !stays && step > last + after;
            // What broke, or was hit by a thing, is looked at to the end.
            const bool lies_broken = broken(member.entity(), sample_of(step)) != nullptr;
            const bool lies_hit =
                !is_alive(subject()) && i == target_of_subject() && has_met(i, step);
            const bool called = lies_broken || lies_hit || (idle ? is_by(i, step) : begun && !over);
            member.in_action[step] = called && !is_gone(i, step);
        }
    }

    /// At every moment there is something to look at: what there was before, else everybody.
    void keep_somebody() {
        for (std::size_t step = 0; step < path_.steps; ++step) {
            const auto matters = [&](const Member& member) -> bool {
                return member.in_action[step];
            };
            if (std::any_of(path_.cast.begin(), path_.cast.end(), matters)) {
                continue;
            }
            for (Member& member : path_.cast) {
                member.in_action[step] = (step > 0 ? member.in_action[step - 1] : true) &&
                                         !member.boxes[step].is_empty();
            }
        }
    }

    const Timeline& timeline_;
    const Scene& scene_;
    const Shot& shot_;
    ActionPath& path_;
    bool dives_ = false;
    Box stage_;                             // Everything at the beginning.
    std::vector<std::vector<bool>> moves_;  // By member and step.
};

}  // namespace

Box ActionPath::held(std::size_t step) const {
    Box box;
    for (const Member& member : cast) {
        if (member.in_action[step]) {
            box.grow(member.boxes[step]);
        }
    }
    return box;
}

ActionPath action_path(
    const Timeline& timeline, const Scene& scene, const Layout& layout, const Shot& shot
) {
    ActionPath path;
    path.cast = members_of(scene, cast_of(scene, layout, shot));
    if (path.cast.empty()) {
        path.cast.push_back({.entities = {-1}, .boxes = {}, .in_action = {}});
    }
    path.steps = static_cast<std::size_t>((timeline.sample_count - 1) / ActionPath::kStride + 1);
    Watcher(timeline, scene, shot, path).watch();
    return path;
}

}  // namespace hibari::world
