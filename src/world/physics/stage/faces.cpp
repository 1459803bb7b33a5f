#include "world/physics/stage/faces.h"

#include "world/things/likeness_form.h"

#include <algorithm>

namespace hibari::world {

namespace {

float age_share(Age age) {
    switch (age) {
        case Age::kChild:
            return 0.0F;
        case Age::kTeen:
            return 0.2F;
        case Age::kAdult:
            return 0.4F;
        case Age::kOld:
            return 1.0F;
    }
    return 0.4F;
}

const Part* find_surface(std::span<const Part> parts, Surface surface) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
        return part.material.surface == surface;
    });
    return found != parts.end() ? &*found : nullptr;
}

/// A head that is somebody's likeness.
const Part* find_pictured_head(std::span<const Part> parts) {
    const auto found = std::find_if(parts.begin(), parts.end(), [](const Part& part) {
        return part.form != nullptr && part.shape.kind == ShapeKind::kRelief;
    });
    return found != parts.end() ? &*found : nullptr;
}

}  // namespace

std::vector<FaceTrack> make_faces(const Scene& scene, std::vector<BodyTrack>& bodies) {
    std::vector<FaceTrack> faces;
    for (BodyTrack& body : bodies) {
        if (body.entity < 0 || !scene.actor(body.entity).is_alive()) {
            continue;
        }
        const Part* face = find_surface(body.parts, Surface::kFace);
        if (face == nullptr) {
            face = find_pictured_head(body.parts);
        }
        if (face == nullptr) {
            continue;
        }
        const Actor& actor = scene.actor(body.entity);
        FaceTrack track;
        track.entity = body.entity;
        track.skin = face->material.base;
        if (face->form != nullptr && face->form->skin) {
            track.skin = *face->form->skin;
        }
        track.lips = track.skin * Vec3{0.85F, 0.5F, 0.5F};
        track.hair = face->material.accent;
        if (const Part* hair = find_surface(body.parts, Surface::kHair); hair != nullptr) {
            track.hair = hair->material.base;
        }
        // Dark skin seldom goes with light eyes.
        const float light = (track.skin.x + track.skin.y + track.skin.z) / 3.0F;
        track.iris = light > 0.45F ? Vec3{0.12F, 0.2F, 0.3F} : Vec3{0.12F, 0.06F, 0.03F};
        track.beard = actor.script.look.beard;
        track.age = age_share(actor.script.look.age);
        body.face = static_cast<int>(faces.size());
        faces.push_back(std::move(track));
    }
    return faces;
}

void record_faces(const Scene& scene, std::vector<FaceTrack>& faces) {
    for (FaceTrack& face : faces) {
        face.poses.push_back(scene.actor(face.entity).performer->face());
    }
}

}  // namespace hibari::world
