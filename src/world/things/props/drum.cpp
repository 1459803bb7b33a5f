// Drums as a drummer has them: a kit, 1.7 m wide: bass drum, snare, two toms, floor tom, hi-hat and
// two cymbals. Its front, the bass drum's painted head, looks to +Z; the drummer sits behind it.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr Vec3 kSnare{0, 0.56F, -0.30F};

class DrumKitBuilder {
  public:
    explicit DrumKitBuilder(const Entity& entity)
        : kit_(entity, Substance::kWood),
          shell_(tinted(paint(hex(0xA3161E), 0.12F))),
          skin_(plain(hex(0xEFEAE0), 0.55F)),
          brass_(metal(hex(0xD9A936), 0.18F)) {}

    Blueprint build() {
        add_bass();
        add_drum(kSnare, 0.175F, 0.075F, -4.0F, chrome());
        add_stand(kSnare - Vec3{0, 0.08F, 0}, 0.20F);
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 tom{side * 0.20F, 0.74F, 0.10F};
            add_drum(tom, 0.155F, 0.11F, -24.0F, shell_);
            kit_.thin_rod({side * 0.05F, 0.55F, 0.24F}, tom, 0.014F, chrome());
        }
        add_floor_tom();
        add_cymbal({0.50F, 0.78F, -0.18F}, 0.170F, 0.0F, 0.0F);
        add_cymbal({0.50F, 0.805F, -0.18F}, 0.170F, 0.0F, 0.0F);
        add_cymbal({0.74F, 1.02F, 0.20F}, 0.215F, -18.0F, 12.0F);
        add_cymbal({-0.70F, 0.98F, 0.16F}, 0.235F, -16.0F, -12.0F);
        kit_.mass(46.0F);
        kit_.center_of_mass({0, 0.45F, 0.0F});
        kit_.anchor("skin", kSnare + Vec3{0, 0.085F, 0});
        kit_.anchor("top", {0, 0.86F, 0.1F});
        return kit_.finish();
    }

  private:
    /// A shell with two hoops and a head; `tilt_deg` leans its upper head to the drummer.
    void add_drum(Vec3 at, float radius, float half, float tilt_deg, const Material& shell) {
        const Quat tilt = turn_x(tilt_deg);
        const Vec3 up = rotate(tilt, {0, 1, 0});
        kit_.part(cylinder(half, radius, 0.006F), {at, tilt}, shell);
        kit_.detail(cylinder(0.004F, 0.96F * radius), {at + up * (half + 0.001F), tilt}, skin_);
        for (const float end : {-1.0F, 1.0F}) {
            kit_.detail(
                torus(radius + 0.004F, 0.009F), {at + up * (end * (half - 0.006F)), tilt}, chrome()
            );
        }
        for (int i = 0; i < 6; ++i) {
            const Vec3 out =
                at + rotate(tilt * turn_y(60.0F * static_cast<float>(i)), {radius + 0.01F, 0, 0});
            kit_.thin_rod(out - up * (0.8F * half), out + up * (0.8F * half), 0.005F, chrome());
        }
    }

    void add_bass() {
        const Vec3 at{0, 0.30F, 0.32F};
        const Quat turn = turn_x(90);
        kit_.part(cylinder(0.20F, 0.285F, 0.01F), {at, turn}, shell_);
        for (const float end : {-1.0F, 1.0F}) {
            kit_.detail(
                torus(0.288F, 0.018F), {at + Vec3{0, 0, end * 0.195F}, turn}, wood(kWalnut)
            );
        }
        const Vec3 front = at + Vec3{0, 0, 0.203F};
        kit_.detail(cylinder(0.004F, 0.272F), {front, turn}, skin_);
        // What is painted on it: a ring and a star.
        kit_.detail(torus(0.20F, 0.010F), {front + Vec3{0, 0, 0.002F}, turn}, plain(kBlack, 0.5F));
        for (int i = 0; i < 5; ++i) {
            const Quat ray = turn_z(72.0F * static_cast<float>(i));
            kit_.detail(
                ellipsoid({0.030F, 0.072F, 0.004F}),
                {front + Vec3{0, 0, 0.005F} + rotate(ray, {0, 0.062F, 0}), ray},
                tinted(paint(hex(0xA3161E), 0.3F))
            );
        }
        for (const float side : {1.0F, -1.0F}) {
            kit_.rod(
                at + Vec3{side * 0.22F, -0.12F, 0.10F},
                {side * 0.36F, 0.012F, 0.46F},
                0.010F,
                chrome()
            );
        }
    }

    void add_floor_tom() {
        const Vec3 at{-0.52F, 0.44F, -0.22F};
        add_drum(at, 0.205F, 0.19F, -3.0F, shell_);
        for (int i = 0; i < 3; ++i) {
            const Vec3 out = rotate(turn_y(120.0F * static_cast<float>(i) + 30.0F), {0.225F, 0, 0});
            kit_.rod(at + out, {at.x + out.x, 0.012F, at.z + out.z}, 0.009F, chrome());
        }
    }

    void add_stand(Vec3 top, float spread) {
        const Vec3 hub{top.x, 0.30F * top.y, top.z};
        kit_.rod(hub, top, 0.011F, chrome());
        for (int i = 0; i < 3; ++i) {
            const Vec3 out = rotate(turn_y(120.0F * static_cast<float>(i)), {spread, 0, 0});
            kit_.rod(
                hub + Vec3{0, 0.08F, 0}, {top.x + out.x, 0.012F, top.z + out.z}, 0.009F, chrome()
            );
        }
    }

    void add_cymbal(Vec3 at, float radius, float tilt_deg, float roll_deg) {
        const Quat tilt = turn_x(tilt_deg) * turn_z(roll_deg);
        kit_.part(cone(0.010F, radius, 0.25F * radius), {at, tilt}, brass_);
        kit_.detail(
            ellipsoid({0.30F * radius, 0.028F, 0.30F * radius}),
            {at + rotate(tilt, {0, 0.008F, 0}), tilt},
            brass_
        );
        add_stand(at, 0.20F);
    }

    Assembly kit_;
    Material shell_;
    Material skin_;
    Material brass_;
};

}  // namespace

const Thing kDrum{
    .name = "drum",
    .words =
        {"drum",
         "drum kit",
         "drum set",
         "drumkit",
         "set of drums",
         "snare drum",
         "bass drum",
         "cymbal"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.75F, 1.25F, 1.15F},
    .build = [](const Entity& entity, Rng) { return DrumKitBuilder(entity).build(); },
};

}  // namespace hibari::world
