#include "likeness/testing/drawn_pack.h"

#include "base/check.h"
#include "base/vec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace hibari::likeness {
namespace {

/// A point of the surface that is seen: where, which way it faces, and its colour (sRGB, 0 .. 1).
struct Seen {
    Vec3 at;
    Vec3 normal;
    Vec3 color;
    float toward = -1e9F;  ///< the eye
};

using Painter = std::function<Vec3(Vec3 at)>;

struct Ball {
    Vec3 center;
    Vec3 half;
    Painter paint;
    float narrow = 0.0F;  ///< how much the lower end tapers
};

/// Where an eye at +Z meets the ball along (x, y).
std::optional<Seen> meet(const Ball& ball, float x, float y, float sin_yaw, float cos_yaw) {
    // The ray in the frame of the ball's owner, who is turned by the yaw.
    const Vec3 from{x * cos_yaw, y, x * sin_yaw};
    const Vec3 way{-sin_yaw, 0, cos_yaw};
    Vec3 half = ball.half;
    const float low = clamp((ball.center.y - y) / half.y, 0.0F, 1.0F);
    half.x *= 1.0F - ball.narrow * low * low;
    const float across = ball.center.x * cos_yaw + ball.center.z * sin_yaw;
    if (std::fabs(y - ball.center.y) > half.y ||
        std::fabs(x - across) > std::max(ball.half.x, ball.half.z)) {
        return std::nullopt;
    }
    const Vec3 o{
        (from.x - ball.center.x) / half.x,
        (from.y - ball.center.y) / half.y,
        (from.z - ball.center.z) / half.z
    };
    const Vec3 d{way.x / half.x, 0, way.z / half.z};
    const float a = dot(d, d);
    const float b = dot(o, d);
    const float root2 = b * b - a * (dot(o, o) - 1.0F);
    if (root2 <= 0.0F) {
        return std::nullopt;
    }
    const float t = (-b + std::sqrt(root2)) / a;
    Seen seen;
    seen.at = from + way * t;
    const Vec3 q = o + d * t;
    seen.normal = normalize(Vec3{q.x / half.x, q.y / half.y, q.z / half.z});
    seen.toward = t;
    seen.color = ball.paint(seen.at);
    return seen;
}

View draw(
    const std::vector<Ball>& balls, float yaw_degrees, float pixels_per_m, Vec2 low, Vec2 high
) {
    View view{.yaw_degrees = yaw_degrees};
    view.width = static_cast<int>(std::lround((high.x - low.x) * pixels_per_m));
    view.height = static_cast<int>(std::lround((high.y - low.y) * pixels_per_m));
    const float s = std::sin(radians(yaw_degrees));
    const float c = std::cos(radians(yaw_degrees));
    const Vec3 light = normalize(Vec3{-0.3F, 0.5F, 0.8F});
    constexpr int kGrid = 2;
    for (int py = 0; py < view.height; ++py) {
        for (int px = 0; px < view.width; ++px) {
            Vec3 sum{};
            int hits = 0;
            for (int k = 0; k < kGrid * kGrid; ++k) {
                const float ox = (static_cast<float>(k % kGrid) + 0.5F) / kGrid;
                const float oy = (static_cast<float>(k / kGrid) + 0.5F) / kGrid;
                const float x = low.x + (static_cast<float>(px) + ox) / pixels_per_m;
                const float y = high.y - (static_cast<float>(py) + oy) / pixels_per_m;
                Seen nearest;
                for (const Ball& ball : balls) {
                    const auto seen = meet(ball, x, y, s, c);
                    if (seen && seen->toward > nearest.toward && seen->color.x >= 0.0F) {
                        nearest = *seen;
                    }
                }
                if (nearest.toward > -1e8F) {
                    const Vec3 n{
                        nearest.normal.x * c + nearest.normal.z * s,
                        nearest.normal.y,
                        nearest.normal.z * c - nearest.normal.x * s
                    };
                    sum += nearest.color * (0.80F + 0.22F * std::max(dot(n, light), 0.0F));
                    ++hits;
                }
            }
            const Vec3 mean = hits > 0 ? sum / static_cast<float>(hits) : Vec3{};
            for (const float part : {mean.x, mean.y, mean.z}) {
                view.rgba.push_back(
                    static_cast<std::uint8_t>(std::lround(255.0F * clamp(part, 0.0F, 1.0F)))
                );
            }
            view.rgba.push_back(static_cast<std::uint8_t>(hits * 255 / (kGrid * kGrid)));
        }
    }
    return view;
}

Painter plain(Vec3 color) {
    return [color](Vec3) { return color; };
}

enum class HairDo : std::uint8_t { kShort, kLong, kBald, kCurly, kBun };

struct Person {
    const char* name;
    Vec3 skin;
    Vec3 hair;
    HairDo hair_do;
    Vec3 top;
    Vec3 pattern;          ///< second colour of the top
    int pattern_kind = 0;  ///< 0 plain, 1 stripes across, 2 half and half, 3 a disc on the chest
    bool beard = false;
    bool glasses = false;
    float width = 1.0F;
    float brow = 0.004F;
    VoiceProfile voice;
};

const std::array<Person, kDrawnPeople>& people() {
    static const std::array<Person, kDrawnPeople> kPeople = {{
        {"Ana",
         {0.87F, 0.68F, 0.57F},
         {0.13F, 0.08F, 0.06F},
         HairDo::kLong,
         {0.78F, 0.16F, 0.18F},
         {0.9F, 0.9F, 0.9F},
         0,
         false,
         false,
         0.96F,
         0.003F,
         {215, 1.17, 4.6}},
        {"Bo",
         {0.44F, 0.29F, 0.21F},
         {0.06F, 0.05F, 0.05F},
         HairDo::kShort,
         {0.93F, 0.80F, 0.20F},
         {0.1F, 0.1F, 0.3F},
         2,
         true,
         false,
         1.05F,
         0.006F,
         {102, 0.97, 4.0}},
        {"Cleo",
         {0.94F, 0.79F, 0.70F},
         {0.86F, 0.68F, 0.36F},
         HairDo::kCurly,
         {0.16F, 0.42F, 0.72F},
         {0.95F, 0.95F, 0.95F},
         1,
         false,
         false,
         1.0F,
         0.002F,
         {235, 1.2, 5.0}},
        {"Dev",
         {0.66F, 0.47F, 0.34F},
         {0.08F, 0.07F, 0.07F},
         HairDo::kShort,
         {0.90F, 0.90F, 0.88F},
         {0.75F, 0.1F, 0.1F},
         3,
         false,
         true,
         0.98F,
         0.005F,
         {125, 1.02, 5.2}},
        {"Eve",
         {0.92F, 0.72F, 0.62F},
         {0.60F, 0.22F, 0.10F},
         HairDo::kBun,
         {0.18F, 0.45F, 0.26F},
         {0.9F, 0.8F, 0.5F},
         0,
         false,
         true,
         0.93F,
         0.003F,
         {190, 1.14, 4.2}},
        {"Finn",
         {0.95F, 0.78F, 0.70F},
         {0.75F, 0.75F, 0.76F},
         HairDo::kBald,
         {0.20F, 0.20F, 0.24F},
         {0.8F, 0.8F, 0.8F},
         1,
         true,
         false,
         1.08F,
         0.005F,
         {88, 0.93, 3.6}},
        {"Gia",
         {0.58F, 0.39F, 0.28F},
         {0.10F, 0.06F, 0.05F},
         HairDo::kCurly,
         {0.55F, 0.25F, 0.60F},
         {0.95F, 0.85F, 0.3F},
         3,
         false,
         false,
         0.97F,
         0.004F,
         {205, 1.12, 4.4}},
        {"Hal",
         {0.82F, 0.60F, 0.48F},
         {0.36F, 0.24F, 0.15F},
         HairDo::kLong,
         {0.95F, 0.50F, 0.15F},
         {0.2F, 0.3F, 0.3F},
         2,
         true,
         false,
         1.02F,
         0.006F,
         {118, 1.0, 4.8}},
    }};
    return kPeople;
}

float ellipse(Vec3 p, float x, float y, float rx, float ry) {
    const float dx = (p.x - x) / rx;
    const float dy = (p.y - y) / ry;
    return dx * dx + dy * dy;
}

/// The front of the head, in metres from the middle of the skull.
Vec3 paint_face(const Person& who, Vec3 p) {
    const bool bald = who.hair_do == HairDo::kBald;
    if (p.z < 0.0F) {
        return bald ? who.skin : who.hair;
    }
    Vec3 color = who.skin;
    for (const float side : {1.0F, -1.0F}) {
        const float x = side * 0.032F;
        color = lerp(
            color,
            color * Vec3{1.0F, 0.86F, 0.84F},
            0.7F * std::exp(-ellipse(p, side * 0.042F, -0.03F, 0.02F, 0.015F))
        );
        color = lerp(color, color * 0.8F, 0.6F * std::exp(-ellipse(p, x, 0.006F, 0.022F, 0.013F)));
        if (ellipse(p, x, 0.006F, 0.0145F, 0.0075F) < 1.0F) {
            color = {0.93F, 0.92F, 0.90F};
            if (ellipse(p, x, 0.006F, 0.0066F, 0.0066F) < 1.0F) {
                color = ellipse(p, x, 0.006F, 0.003F, 0.003F) < 1.0F ? Vec3{0.02F, 0.02F, 0.02F}
                                                                     : Vec3{0.30F, 0.20F, 0.12F};
            }
        }
        const float arch = 0.031F - 6.0F * (std::fabs(p.x) - 0.032F) * (std::fabs(p.x) - 0.032F);
        if (std::fabs(p.x - x) < 0.019F && std::fabs(p.y - arch) < who.brow && p.x * side > 0.0F) {
            color = bald ? Vec3{0.6F, 0.58F, 0.55F} : who.hair;
        }
        if (who.glasses) {
            const float ring = std::sqrt(ellipse(p, side * 0.033F, 0.004F, 0.024F, 0.020F));
            if (std::fabs(ring - 1.0F) < 0.13F) {
                color = {0.05F, 0.05F, 0.07F};
            }
        }
    }
    if (who.glasses && std::fabs(p.x) < 0.010F && std::fabs(p.y - 0.007F) < 0.002F) {
        color = {0.05F, 0.05F, 0.07F};
    }
    if (who.beard) {
        const bool jaw = p.y < -0.045F - 6.0F * (0.045F - std::fabs(p.x)) * 0.06F &&
                         ellipse(p, 0, -0.062F, 0.029F, 0.0105F) > 1.0F;
        const bool lip = std::fabs(p.y + 0.047F) < 0.006F && std::fabs(p.x) < 0.026F;
        color = jaw || lip ? who.hair * (bald ? 0.9F : 1.0F) : color;
    }
    if (ellipse(p, 0, -0.062F, 0.025F, 0.0085F) < 1.0F) {
        const bool line = std::fabs(p.y + 0.062F) < 0.0011F;
        color = line ? Vec3{0.32F, 0.13F, 0.13F} : lerp(who.skin, Vec3{0.72F, 0.28F, 0.28F}, 0.6F);
    }
    return color;
}

Vec3 paint_top(const Person& who, Vec3 p) {
    switch (who.pattern_kind) {
        case 1:
            return std::fmod(p.y + 2.0F, 0.06F) < 0.03F ? who.top : who.pattern;
        case 2:
            return p.x > 0.0F ? who.top : who.pattern;
        case 3:
            return p.z > 0.0F && ellipse(p, 0, -0.33F, 0.06F, 0.06F) < 1.0F ? who.pattern : who.top;
        default:
            return who.top;
    }
}

void add_hair(const Person& who, std::vector<Ball>& balls) {
    const Vec3 hair = who.hair;
    const auto strands = [hair](Vec3 p) {
        return hair * (0.92F + 0.16F * std::sin(260.0F * p.x + 60.0F * p.y));
    };
    // Not over the face.
    const Painter cap = [strands](Vec3 p) {
        const bool face = p.z > 0.02F && p.y < 0.068F && std::fabs(p.x) < 0.066F;
        return face ? Vec3{-1, -1, -1} : strands(p);
    };
    switch (who.hair_do) {
        case HairDo::kBald:
            return;
        case HairDo::kShort:
            balls.push_back({{0, 0.034F, -0.012F}, {0.083F, 0.098F, 0.104F}, cap});
            return;
        case HairDo::kBun:
            balls.push_back({{0, 0.032F, -0.014F}, {0.081F, 0.096F, 0.102F}, cap});
            balls.push_back({{0, 0.135F, -0.03F}, {0.042F, 0.036F, 0.042F}, strands});
            return;
        case HairDo::kLong:
            balls.push_back({{0, 0.034F, -0.014F}, {0.090F, 0.100F, 0.108F}, cap});
            for (const float side : {1.0F, -1.0F}) {
                balls.push_back({{side * 0.078F, -0.09F, -0.02F}, {0.034F, 0.15F, 0.05F}, strands});
            }
            balls.push_back({{0, -0.08F, -0.075F}, {0.085F, 0.16F, 0.04F}, strands});
            return;
        case HairDo::kCurly:
            balls.push_back({{0, 0.036F, -0.016F}, {0.092F, 0.100F, 0.108F}, cap});
            for (int i = 0; i < 26; ++i) {
                const float turn = 2.4F * static_cast<float>(i);
                const float y = 1.0F - 1.15F * static_cast<float>(i) / 26.0F;
                const float ring = std::sqrt(std::max(0.0F, 1.0F - y * y));
                const Vec3 way{ring * std::sin(turn), y, ring * std::cos(turn)};
                if (way.z > 0.35F && way.y < 0.6F) {
                    continue;
                }
                balls.push_back(
                    {{way.x * 0.095F, 0.036F + way.y * 0.10F, -0.016F + way.z * 0.10F},
                     {0.032F, 0.032F, 0.032F},
                     strands}
                );
            }
            return;
    }
}

}  // namespace

LikenessPack drawn_person(int index) {
    HIBARI_CHECK(index >= 0 && index < kDrawnPeople, index);
    const Person& who = people()[static_cast<std::size_t>(index)];
    std::vector<Ball> balls;
    const float w = who.width;
    balls.push_back(
        {{0, 0, 0}, {0.076F * w, 0.118F, 0.098F}, [&](Vec3 p) { return paint_face(who, p); }, 0.28F}
    );
    balls.push_back({{0, -0.020F, 0.094F}, {0.012F, 0.022F, 0.018F}, plain(who.skin * 0.97F)});
    for (const float side : {1.0F, -1.0F}) {
        balls.push_back(
            {{side * 0.077F * w, -0.004F, -0.01F}, {0.010F, 0.028F, 0.018F}, plain(who.skin)}
        );
    }
    balls.push_back({{0, -0.16F, -0.01F}, {0.050F, 0.12F, 0.052F}, plain(who.skin * 0.93F)});
    const auto top = [&](Vec3 p) { return paint_top(who, p); };
    balls.push_back({{0, -0.42F, -0.02F}, {0.185F * w, 0.235F, 0.105F}, top});
    for (const float side : {1.0F, -1.0F}) {
        balls.push_back({{side * 0.175F * w, -0.36F, -0.02F}, {0.060F, 0.135F, 0.060F}, top});
    }
    add_hair(who, balls);
    LikenessPack pack{.kind = PackKind::kPerson, .name = who.name};
    constexpr float kPixelsPerM = 520.0F;
    const Vec2 low{-0.30F, -0.46F};
    const Vec2 high{0.30F, 0.20F};
    for (const float yaw : {0.0F, 40.0F, -40.0F}) {
        View view = draw(balls, yaw, kPixelsPerM, low, high);
        const auto place = [&](Vec3 p) {
            const float x = p.x * std::cos(radians(yaw)) + p.z * std::sin(radians(yaw));
            return Point{(x - low.x) * kPixelsPerM, (high.y - p.y) * kPixelsPerM};
        };
        const Point middle = place({0, -0.01F, 0.06F});
        view.face = FaceMarks{
            .box = {middle.x - 55.0F, middle.y - 70.0F, 110.0F, 145.0F},
            .left_eye = place({0.032F, 0.006F, 0.085F}),
            .right_eye = place({-0.032F, 0.006F, 0.085F}),
            .mouth = place({0, -0.062F, 0.090F}),
            .mouth_width = 0.05F * kPixelsPerM * std::cos(radians(yaw)),
        };
        pack.views.push_back(std::move(view));
    }
    pack.voice = who.voice;
    return pack;
}

LikenessPack drawn_thing(int index) {
    std::vector<Ball> balls;
    if (index == 0) {
        const auto glaze = [](Vec3 p) {
            return std::fabs(p.y) < 0.015F ? Vec3{0.9F, 0.85F, 0.2F} : Vec3{0.12F, 0.35F, 0.65F};
        };
        balls.push_back({{0, 0, 0}, {0.045F, 0.055F, 0.045F}, glaze});
        balls.push_back({{0.052F, 0, 0}, {0.016F, 0.03F, 0.01F}, plain({0.85F, 0.25F, 0.2F})});
        LikenessPack pack{.kind = PackKind::kObject, .name = "mug", .size_m = 0.12};
        pack.views.push_back(draw(balls, 0.0F, 2400.0F, {-0.06F, -0.07F}, {0.08F, 0.07F}));
        return pack;
    }
    const Vec3 fur{0.72F, 0.48F, 0.25F};
    const auto face = [fur](Vec3 p) {
        for (const float side : {1.0F, -1.0F}) {
            if (ellipse(p, side * 0.032F, 0.20F, 0.012F, 0.014F) < 1.0F) {
                return Vec3{0.05F, 0.03F, 0.03F};
            }
        }
        return std::fabs(p.x) < 0.014F ? Vec3{0.95F, 0.92F, 0.86F} : fur;
    };
    balls.push_back({{0, 0, 0}, {0.11F, 0.17F, 0.12F}, [fur](Vec3 p) {
                         return ellipse(p, 0, -0.02F, 0.055F, 0.11F) < 1.0F
                                    ? Vec3{0.95F, 0.92F, 0.86F}
                                    : fur;
                     }});
    balls.push_back({{0, 0.19F, 0.03F}, {0.085F, 0.085F, 0.09F}, face});
    balls.push_back({{0, 0.155F, 0.11F}, {0.038F, 0.032F, 0.05F}, plain({0.93F, 0.88F, 0.8F})});
    balls.push_back({{0, 0.172F, 0.155F}, {0.014F, 0.011F, 0.01F}, plain({0.05F, 0.04F, 0.04F})});
    for (const float side : {1.0F, -1.0F}) {
        balls.push_back({{side * 0.082F, 0.20F, 0.0F}, {0.024F, 0.075F, 0.03F}, plain(fur * 0.7F)});
        balls.push_back({{side * 0.06F, -0.14F, 0.06F}, {0.034F, 0.10F, 0.04F}, plain(fur * 0.95F)}
        );
    }
    LikenessPack pack{.kind = PackKind::kAnimal, .name = "Rex", .size_m = 0.55};
    pack.views.push_back(draw(balls, 0.0F, 900.0F, {-0.16F, -0.26F}, {0.16F, 0.31F}));
    return pack;
}

}  // namespace hibari::likeness
