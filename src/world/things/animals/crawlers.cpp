// What goes on six or eight legs: spider, scorpion, beetle, ant, crab, lobster. A body in one
// piece, and a row of legs with a hip and a knee on either side (crawler_performer.cpp moves them).
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

namespace {

/// A lump of the body.
struct CrawlerLump {
    Vec3 at{};
    Vec3 half{};
    Vec3 color{};
    bool takes_color = true;  ///< the colour that the prompt asked for
};

struct CrawlerPlan {
    float mass_kg = 0.02F;
    std::vector<CrawlerLump> lumps{};
    float blend = 0.0F;
    Material skin{};
    int pairs = 4;
    Vec3 hip{};  ///< of the left foremost leg; the hindmost mirrors it in Z
    float fan_deg = 50.0F;
    float knee_out = 0.04F;  ///< from the hip
    float knee_y = 0.05F;
    float foot_out = 0.07F;
    float thick = 0.004F;
    Vec3 leg_color{};
    Vec3 eye{};
    float eye_radius = 0.003F;
    float feeler_m = 0.0F;
};

class CrawlerBuilder {
  public:
    CrawlerBuilder(const Entity& entity, const CrawlerPlan& plan)
        : p_(plan), body_(entity, Substance::kFlesh) {}

    /// The body without its claws and other extras, which the kind adds before `finish`.
    Assembly& trunk() {
        body_.link("body", -1, {.kind = JointKind::kFree, .pivot = {0, p_.hip.y, 0}});
        for (const CrawlerLump& lump : p_.lumps) {
            Part& part = body_.part(ellipsoid(lump.half), lump.at, cover(lump.color));
            part.material.tintable = lump.takes_color;
            if (p_.blend > 0.0F) {
                part.group = 1;
                part.blend = p_.blend;
            }
        }
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 eye{side * p_.eye.x, p_.eye.y, p_.eye.z};
            body_.detail(sphere(p_.eye_radius), eye, plain(hex(0x080606), 0.06F));
            if (p_.feeler_m > 0.0F) {
                body_.thin_rod(
                    eye,
                    eye + Vec3{side * 0.5F, 0.45F, 0.75F} * p_.feeler_m,
                    0.3F * p_.thick,
                    cover(p_.leg_color)
                );
            }
        }
        body_.anchor("back", {0, 2.0F * p_.hip.y, 0});
        body_.anchor("mouth", {0, p_.hip.y, p_.eye.z + p_.eye_radius});
        body_.mass(0.8F * p_.mass_kg);
        return body_;
    }

    Blueprint finish() {
        for (int i = 0; i < 2 * p_.pairs; ++i) {
            add_leg(i);
        }
        body_.friction(0.7F);
        body_.restitution(0.1F);
        return body_.finish();
    }

    Material cover(Vec3 color) const {
        Material skin = p_.skin;
        skin.base = color;
        skin.accent = color * 0.6F;
        return skin;
    }

  private:
    void add_leg(int i) {
        const float side = i % 2 == 0 ? 1.0F : -1.0F;
        const int pair = i / 2;
        const float t =
            p_.pairs > 1 ? static_cast<float>(pair) / static_cast<float>(p_.pairs - 1) : 0.5F;
        const Vec3 hip{side * p_.hip.x, p_.hip.y, lerp(p_.hip.z, -p_.hip.z, t)};
        const float turn = radians(lerp(p_.fan_deg, -p_.fan_deg, t));
        const Vec3 out{side * std::cos(turn), 0, std::sin(turn)};
        const Vec3 knee = hip + out * p_.knee_out + Vec3{0, p_.knee_y - p_.hip.y, 0};
        Vec3 foot = hip + out * p_.foot_out;
        foot.y = 0.5F * p_.thick;
        const std::string name = "leg_" + std::to_string(i);
        const auto joint = [](Vec3 pivot, Vec3 to) {
            const Vec3 along = normalize(to - pivot);
            return Joint{
                .kind = JointKind::kBall,
                .pivot = pivot,
                .axis = along,
                .low = -0.3F,
                .high = 0.9F,
                .swing = along
            };
        };
        const int upper = body_.link(name + "_upper", 0, joint(hip, knee));
        body_.part(
            round_cone(0.5F * distance(hip, knee), 1.1F * p_.thick, p_.thick),
            along(hip, knee),
            cover(p_.leg_color)
        );
        body_.mass(0.1F * p_.mass_kg / static_cast<float>(p_.pairs));
        body_.link(name + "_lower", upper, joint(knee, foot));
        body_.part(
            round_cone(0.5F * distance(knee, foot), p_.thick, 0.45F * p_.thick),
            along(knee, foot),
            cover(p_.leg_color)
        );
        body_.anchor(name + "_foot", foot);
        body_.mass(0.05F * p_.mass_kg / static_cast<float>(p_.pairs));
    }

    const CrawlerPlan& p_;
    Assembly body_;
};

Material shell_skin() {
    return {.surface = Surface::kPlain, .roughness = 0.3F};
}

// An arm and a pair of pincers on each side.
void add_claws(Assembly& body, Vec3 shoulder, float size, const Material& skin) {
    for (const float side : {1.0F, -1.0F}) {
        const auto at = [&](Vec3 v) { return Vec3{side * v.x, v.y, v.z} * size; };
        const Vec3 root{side * shoulder.x, shoulder.y, shoulder.z};
        const Vec3 elbow = root + at({0.45F, 0.15F, 0.45F});
        const Vec3 wrist = elbow + at({-0.10F, 0.0F, 0.55F});
        body.thin_rod(root, elbow, 0.10F * size, skin);
        body.thin_rod(elbow, wrist, 0.12F * size, skin);
        body.detail(
            ellipsoid(Vec3{0.24F, 0.15F, 0.36F} * size), wrist + at({-0.05F, 0, 0.22F}), skin
        );
        for (const float finger : {1.0F, -1.0F}) {
            const Vec3 from = wrist + at({-0.05F + 0.13F * finger, 0, 0.42F});
            const Vec3 to = wrist + at({-0.05F + 0.04F * finger, 0, 0.86F});
            body.detail(
                round_cone(0.5F * distance(from, to), 0.10F * size, 0.02F * size),
                along(from, to),
                skin
            );
        }
    }
}

CrawlerPlan spider_plan() {
    const Vec3 dark = hex(0x2A211C);
    return {
        .mass_kg = 0.03F,
        .lumps =
            {{{0, 0.032F, 0.010F}, {0.018F, 0.012F, 0.022F}, dark},
             {{0, 0.038F, -0.040F}, {0.027F, 0.024F, 0.034F}, dark}},
        .blend = 0.004F,
        .skin = {.surface = Surface::kFur, .roughness = 0.85F, .scale = 0.004F, .bump = 0.8F},
        .hip = {0.013F, 0.030F, 0.016F},
        .fan_deg = 58.0F,
        .knee_out = 0.042F,
        .knee_y = 0.062F,
        .foot_out = 0.085F,
        .thick = 0.0048F,
        .leg_color = hex(0x3A2C24),
        .eye = {0.006F, 0.041F, 0.028F},
        .eye_radius = 0.0034F,
    };
}

}  // namespace

const Thing kSpider{
    .name = "spider",
    .words = {"spider", "tarantula", "black widow", "daddy longlegs"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.19F, 0.07F, 0.18F},
    .build =
        [](const Entity& entity, Rng) {
            const CrawlerPlan plan = spider_plan();
            CrawlerBuilder spider(entity, plan);
            Assembly& body = spider.trunk();
            for (const float side : {1.0F, -1.0F}) {
                // Two more eyes, and the fangs.
                body.detail(
                    sphere(0.0024F), {side * 0.011F, 0.041F, 0.024F}, plain(hex(0x080606), 0.06F)
                );
                const Vec3 jaw{side * 0.005F, 0.028F, 0.031F};
                body.detail(
                    round_cone(0.006F, 0.0045F, 0.0015F),
                    along(jaw, jaw + Vec3{0, -0.014F, 0.004F}),
                    plain(hex(0x120C0A), 0.2F)
                );
            }
            return spider.finish();
        },
};

const Thing kScorpion{
    .name = "scorpion",
    .words = {"scorpion"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.11F, 0.075F, 0.16F},
    .build =
        [](const Entity& entity, Rng) {
            const Vec3 amber = hex(0x6A4A1E);
            const CrawlerPlan plan{
                .mass_kg = 0.025F,
                .lumps =
                    {{{0, 0.016F, 0.018F}, {0.015F, 0.008F, 0.020F}, amber},
                     {{0, 0.017F, -0.014F}, {0.014F, 0.009F, 0.030F}, amber}},
                .blend = 0.004F,
                .skin = shell_skin(),
                .hip = {0.011F, 0.015F, 0.018F},
                .fan_deg = 48.0F,
                .knee_out = 0.024F,
                .knee_y = 0.026F,
                .foot_out = 0.046F,
                .thick = 0.0028F,
                .leg_color = amber,
                .eye = {0.004F, 0.024F, 0.028F},
                .eye_radius = 0.0016F,
            };
            CrawlerBuilder scorpion(entity, plan);
            Assembly& body = scorpion.trunk();
            const Material skin = tinted(scorpion.cover(amber));
            add_claws(body, {0.010F, 0.016F, 0.030F}, 0.048F, skin);
            // The tail rises in an arc over the back; the sting points ahead.
            Vec3 from{0, 0.018F, -0.042F};
            for (int i = 0; i < 6; ++i) {
                const float turn = radians(20.0F + 34.0F * static_cast<float>(i));
                const Vec3 to =
                    from + Vec3{0, std::sin(turn), -std::cos(turn)} * (i == 5 ? 0.012F : 0.016F);
                body.detail(
                    round_cone(0.5F * distance(from, to), 0.0062F, i == 5 ? 0.001F : 0.0054F),
                    along(from, to),
                    skin
                );
                from = to;
            }
            return scorpion.finish();
        },
};

const Thing kBeetle{
    .name = "beetle",
    .words = {"beetle", "ladybug", "ladybird", "bug", "insect", "cockroach", "scarab"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.045F, 0.024F, 0.050F},
    .build =
        [](const Entity& entity, Rng) {
            const bool is_lady = entity.called.find("lady") != std::string::npos;
            const Vec3 wing = is_lady ? hex(0xC8201C) : hex(0x2A3A2A);
            const Vec3 dark = hex(0x141210);
            const CrawlerPlan plan{
                .mass_kg = 0.003F,
                .lumps =
                    {{{0, 0.011F, -0.004F}, {0.0145F, 0.0115F, 0.0190F}, wing},
                     {{0, 0.010F, 0.0135F}, {0.0100F, 0.0075F, 0.0065F}, dark, false},
                     {{0, 0.009F, 0.0195F}, {0.0060F, 0.0050F, 0.0050F}, dark, false}},
                .skin = {.surface = Surface::kPaint, .roughness = 0.15F},
                .pairs = 3,
                .hip = {0.009F, 0.008F, 0.010F},
                .fan_deg = 46.0F,
                .knee_out = 0.009F,
                .knee_y = 0.010F,
                .foot_out = 0.016F,
                .thick = 0.0013F,
                .leg_color = dark,
                .eye = {0.0048F, 0.0105F, 0.0220F},
                .eye_radius = 0.0014F,
                .feeler_m = 0.009F,
            };
            CrawlerBuilder beetle(entity, plan);
            Assembly& body = beetle.trunk();
            const Material black = plain(dark, 0.25F);
            // The seam between the wing cases, and a ladybird's dots.
            body.detail(ellipsoid({0.0007F, 0.0117F, 0.0192F}), {0, 0.0112F, -0.004F}, black);
            if (is_lady) {
                for (const float side : {1.0F, -1.0F}) {
                    for (const Vec2 spot : {Vec2{0.55F, 0.42F}, {0.62F, -0.12F}, {0.42F, -0.60F}}) {
                        const float up =
                            std::sqrt(std::max(0.0F, 1.0F - spot.x * spot.x - spot.y * spot.y));
                        const Vec3 out{side * spot.x, up, spot.y};
                        body.detail(
                            sphere(0.0031F),
                            Vec3{0, 0.011F, -0.004F} + out * Vec3{0.0126F, 0.0096F, 0.0168F},
                            black
                        );
                    }
                }
            }
            return beetle.finish();
        },
};

const Thing kAnt{
    .name = "ant",
    .words = {"ant", "termite"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.020F, 0.011F, 0.026F},
    .build =
        [](const Entity& entity, Rng) {
            const Vec3 dark = hex(0x2A1610);
            const CrawlerPlan plan{
                .mass_kg = 0.0001F,
                .lumps =
                    {{{0, 0.0065F, 0.0085F}, {0.0030F, 0.0027F, 0.0034F}, dark},
                     {{0, 0.0062F, 0.0020F}, {0.0018F, 0.0018F, 0.0042F}, dark},
                     {{0, 0.0068F, -0.0074F}, {0.0034F, 0.0033F, 0.0054F}, dark}},
                .skin = shell_skin(),
                .pairs = 3,
                .hip = {0.0014F, 0.0055F, 0.0032F},
                .fan_deg = 42.0F,
                .knee_out = 0.0042F,
                .knee_y = 0.0085F,
                .foot_out = 0.0090F,
                .thick = 0.0006F,
                .leg_color = dark,
                .eye = {0.0024F, 0.0076F, 0.0104F},
                .eye_radius = 0.0007F,
                .feeler_m = 0.0048F,
            };
            CrawlerBuilder ant(entity, plan);
            ant.trunk();
            return ant.finish();
        },
};

const Thing kCrab{
    .name = "crab",
    .words = {"crab", "hermit crab", "king crab"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.34F, 0.12F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            const Vec3 red = hex(0xC8441E);
            const CrawlerPlan plan{
                .mass_kg = 0.6F,
                .lumps =
                    {{{0, 0.062F, 0.0F}, {0.088F, 0.034F, 0.062F}, red},
                     {{0, 0.052F, 0.0F}, {0.078F, 0.030F, 0.056F}, hex(0xE8C8A0), false}},
                .skin = shell_skin(),
                .hip = {0.066F, 0.052F, 0.036F},
                .fan_deg = 34.0F,
                .knee_out = 0.055F,
                .knee_y = 0.085F,
                .foot_out = 0.105F,
                .thick = 0.0085F,
                .leg_color = hex(0xB83C1A),
                .eye = {0.020F, 0.108F, 0.052F},
                .eye_radius = 0.0085F,
            };
            CrawlerBuilder crab(entity, plan);
            Assembly& body = crab.trunk();
            const Material skin = tinted(crab.cover(red));
            for (const float side : {1.0F, -1.0F}) {
                body.thin_rod(
                    {side * 0.018F, 0.080F, 0.046F}, {side * 0.020F, 0.104F, 0.051F}, 0.0040F, skin
                );
            }
            add_claws(body, {0.058F, 0.060F, 0.046F}, 0.092F, skin);
            return crab.finish();
        },
};

const Thing kLobster{
    .name = "lobster",
    .words = {"lobster", "crayfish", "crawfish", "shrimp", "prawn"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.24F, 0.09F, 0.46F},
    .build =
        [](const Entity& entity, Rng) {
            const Vec3 red = hex(0xA82A1A);
            CrawlerPlan plan{
                .mass_kg = 0.7F,
                .lumps = {{{0, 0.050F, 0.060F}, {0.036F, 0.034F, 0.085F}, red}},
                .skin = shell_skin(),
                .hip = {0.026F, 0.040F, 0.055F},
                .fan_deg = 30.0F,
                .knee_out = 0.042F,
                .knee_y = 0.055F,
                .foot_out = 0.082F,
                .thick = 0.0055F,
                .leg_color = red,
                .eye = {0.018F, 0.072F, 0.128F},
                .eye_radius = 0.0065F,
                .feeler_m = 0.16F,
            };
            // The tail in overlapping plates, and its fan.
            for (int i = 0; i < 6; ++i) {
                const auto n = static_cast<float>(i);
                plan.lumps.push_back(
                    {{0, 0.046F - 0.004F * n, -0.030F - 0.026F * n},
                     {0.033F - 0.0028F * n, 0.028F - 0.003F * n, 0.022F},
                     i % 2 == 0 ? red : red * 0.8F}
                );
            }
            CrawlerBuilder lobster(entity, plan);
            Assembly& body = lobster.trunk();
            const Material skin = tinted(lobster.cover(red));
            for (const float fan : {-32.0F, 0.0F, 32.0F}) {
                body.detail(
                    ellipsoid({0.018F, 0.005F, 0.034F}),
                    {Vec3{0, 0.022F, -0.180F} + rotate(turn_y(fan), Vec3{0, 0, -0.022F}),
                     turn_y(fan)},
                    skin
                );
            }
            add_claws(body, {0.026F, 0.048F, 0.120F}, 0.110F, skin);
            return lobster.finish();
        },
};

}  // namespace hibari::world
