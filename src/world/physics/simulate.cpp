#include "world/physics/simulate.h"

#include "base/check.h"
#include "world/physics/air/effects.h"
#include "world/physics/air/environment.h"
#include "world/physics/air/sky_show.h"
#include "world/physics/camera/camera.h"
#include "world/physics/camera/night_light.h"
#include "world/physics/play/play.h"
#include "world/physics/stage/faces.h"
#include "world/physics/stage/free_way.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/leads.h"
#include "world/physics/stage/prepare_shot.h"
#include "world/physics/stage/recorder.h"
#include "world/physics/stage/roles.h"
#include "world/physics/stage/scene.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hibari::world {

namespace {

constexpr float kLongestShot = 20.0F;

Result<const Place*> check(const Shot& shot) {
    if (!(shot.duration_s >= 0.1F && shot.duration_s <= kLongestShot)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "a shot lasts 0.1 to 20 seconds",
             .field = "duration_s"}
        );
    }
    if (!(shot.speed >= 0.05F && shot.speed <= 8.0F)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the speed of a shot is between 0.05 and 8",
             .field = "speed"}
        );
    }
    const Place* place = find_place(shot.place);
    if (place == nullptr) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "no place is called '" + shot.place + "'",
             .field = "place"}
        );
    }
    return place;
}

/// Hums per kind and body, filled per sample.
class HumBook {
  public:
    explicit HumBook(int sample_count) : sample_count_(static_cast<std::size_t>(sample_count)) {}

    void take(const Stagehand& hand, int sample) {
        for (const auto& [key, now] : hand.hums_now) {
            Hum& hum = hums_[key];
            if (hum.level.empty()) {
                hum.kind = key.first;
                hum.body = hand.scene.track_of(key.second);
                hum.level.assign(sample_count_, 0.0F);
                hum.rate.assign(sample_count_, 0.0F);
            }
            hum.level[static_cast<std::size_t>(sample)] = now.level;
            hum.rate[static_cast<std::size_t>(sample)] = now.rate;
        }
    }

    std::vector<Hum> finish() {
        std::vector<Hum> hums;
        for (auto& [key, hum] : hums_) {
            hums.push_back(std::move(hum));
        }
        return hums;
    }

  private:
    std::size_t sample_count_;
    std::map<std::pair<HumKind, int>, Hum> hums_;
};

Result<void> add_actors(Scene& scene, const Shot& shot, const Place& place, Rng rng) {
    for (const Entity& entity : shot.entities) {
        // By id, so that the same one looks the same in every shot.
        HIBARI_TRY(scene.add_actor(entity, rng.split("entity").split(entity.id), false));
    }
    int number = 0;
    for (const Backdrop& backdrop : place.backdrop) {
        // A room has one sofa: the one that was asked for.
        const bool named =
            place.indoor &&
            std::any_of(shot.entities.begin(), shot.entities.end(), [&](const Entity& entity) {
                return entity.kind == backdrop.kind;
            });
        if (named) {
            continue;
        }
        Entity entity;
        entity.kind = std::string(backdrop.kind);
        entity.id = "backdrop_" + std::to_string(number);
        entity.scale = backdrop.scale;
        const int index =
            HIBARI_TRY(scene.add_actor(entity, rng.split("backdrop").split(number), true));
        scene.actor(index).origin = {
            backdrop.position, from_axis_angle({0, 1, 0}, backdrop.yaw_rad)
        };
        ++number;
    }
    for (const Action& action : shot.actions) {
        const int whole = scene.find(action.subject);
        if (breaks(action) && whole >= 0 && scene.actor(whole).pieces < 0 &&
            !scene.actor(whole).is_alive()) {
            scene.add_pieces(whole, rng.split("pieces").split(action.subject));
        }
    }
    return {};
}

bool is_finite(const Pose& pose) {
    const Vec3 at = pose.position;
    const Quat turn = pose.rotation;
    return std::isfinite(at.x + at.y + at.z) && std::isfinite(turn.x + turn.y + turn.z + turn.w);
}

/// `bodies` are the scene's tracks.
Result<void> check_poses(const Scene& scene, const std::vector<BodyTrack>& bodies) {
    for (int body = 0; body < scene.world().body_count(); ++body) {
        if (!is_finite(scene.world().pose(body))) {
            const auto track = static_cast<std::size_t>(scene.track_of(body));
            return fail(
                ErrorCode::kInternal,
                "the simulation lost '" + bodies[track].name + "': its pose is not a number"
            );
        }
    }
    return {};
}

void record_softs(const Scene& scene, std::vector<SoftTrack>& tracks) {
    for (std::size_t i = 0; i < scene.softs().size(); ++i) {
        const SoftBody& soft = scene.softs()[i];
        if (tracks.size() <= i) {
            tracks.push_back({.entity = soft.entity(), .soft = soft.soft(), .positions = {}});
        }
        const std::vector<Vec3>& nodes = soft.positions();
        tracks[i].positions.insert(tracks[i].positions.end(), nodes.begin(), nodes.end());
    }
}

/// Bodies that never moved keep one pose.
void squeeze(std::vector<BodyTrack>& bodies) {
    for (BodyTrack& body : bodies) {
        const bool still = std::all_of(body.poses.begin(), body.poses.end(), [&](const Pose& pose) {
            return pose == body.poses.front();
        });
        if (still && !body.poses.empty()) {
            body.poses.resize(1);
        }
        body.poses.shrink_to_fit();
    }
}

}  // namespace

Result<Timeline> simulate(const Shot& written, const SimulateOptions& options) {
    const Place* place = HIBARI_TRY(check(written));
    const Shot shot = prepare_shot(written);
    const Rng rng(options.seed);
    Timeline timeline;
    timeline.duration_s = static_cast<double>(shot.duration_s);
    timeline.sample_count = static_cast<int>(std::lround(timeline.duration_s * kSampleRateHz)) + 1;
    timeline.world_speed = shot.speed;
    timeline.environment = make_environment(shot, *place, rng.split("environment"));

    Scene scene(timeline.environment, options.make_performer, options.stop);
    HIBARI_TRY(add_actors(scene, shot, *place, rng));
    const Layout layout = arrange(scene, shot, options.aspect, rng.split("layout"));
    free_way(scene, layout, shot);
    scene.raise();
    for (const Actor& actor : scene.actors()) {
        timeline.entities.push_back(actor.script);
    }
    timeline.bodies = scene.make_tracks();
    timeline.faces = make_faces(scene, timeline.bodies);

    Recorder recorder(scene, static_cast<double>(shot.speed), timeline.sample_count);
    Stagehand hand(scene, layout, shot, recorder, rng.split("play"));
    Play play(hand, {options.utterances.begin(), options.utterances.end()});
    HumBook hums(timeline.sample_count);

    // Whole steps per sample: 2 at normal speed, shorter ones in slow motion.
    const double sample_s = static_cast<double>(shot.speed) / kSampleRateHz;
    const int steps = std::max(1, static_cast<int>(std::ceil(sample_s * kStepHz - 1e-6)));
    const double dt = sample_s / steps;
    // Performers take up how they begin before the first picture is taken.
    play.step(dt);
    scene.take_up_poses();
    scene.pass_overlaps();
    for (int sample = 0; sample < timeline.sample_count; ++sample) {
        scene.record(timeline.bodies);
        record_softs(scene, timeline.softs);
        record_faces(scene, timeline.faces);
        hums.take(hand, sample);
        if (sample + 1 == timeline.sample_count) {
            break;
        }
        for (int i = 1; i <= steps; ++i) {
            scene.step(dt);
            if (options.stop.stop_requested()) {
                return fail(ErrorCode::kCancelled, "the simulation was stopped");
            }
            HIBARI_TRY(check_poses(scene, timeline.bodies));
            const double part = static_cast<double>(i) / steps;
            recorder.take_step((static_cast<double>(sample) + part) / kSampleRateHz);
            play.observe();
            play.step(dt);
        }
        recorder.take_sample(sample);
    }
    timeline.utterances = play.finish();
    timeline.events = std::move(hand.events);
    recorder.finish(timeline.contacts, timeline.rubs);
    timeline.hums = hums.finish();
    tie_leads(timeline);
    for (Event& strike : make_lightning(shot, rng.split("lightning"))) {
        timeline.events.push_back(std::move(strike));
    }
    std::stable_sort(
        timeline.events.begin(),
        timeline.events.end(),
        [](const Event& l, const Event& r) { return l.time_s < r.time_s; }
    );
    add_effects(timeline, options.style, rng.split("effects"));
    timeline.camera = film(
        timeline,
        scene,
        layout,
        shot,
        {.aspect = options.aspect, .style = options.style, .stop = options.stop},
        rng.split("camera")
    );
    if (options.stop.stop_requested()) {
        return fail(ErrorCode::kCancelled, "the simulation was stopped");
    }
    light_the_sky(timeline, shot, options.aspect, rng.split("sky"));
    light_subject(timeline, layout.main);
    squeeze(timeline.bodies);
    HIBARI_CHECK(timeline.camera.size() == static_cast<std::size_t>(timeline.sample_count));
    return timeline;
}

}  // namespace hibari::world
