#include "trust/likeness/testing/head.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace hibari::trust::testing {
namespace {

constexpr int kAround = 132;
constexpr int kUp = 104;
constexpr float kHalfWidth = 0.074F;
constexpr float kHalfHeight = 0.118F;
constexpr float kHalfDepth = 0.096F;

struct Point {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;
};

Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

Point cross(Point a, Point b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

float dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

Point unit(Point a) {
    const float length = std::sqrt(std::max(1e-12F, dot(a, a)));
    return {a.x / length, a.y / length, a.z / length};
}

float bell(float x, float width) {
    const float away = x * x / (width * width);
    return away > 16.0F ? 0.0F : std::exp(-away);
}

float smooth(float edge0, float edge1, float x) {
    const float t = std::clamp((x - edge0) / (edge1 - edge0), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

float hash_noise(std::uint64_t seed, int x, int y) {
    std::uint64_t h =
        seed + static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) * 0x9e3779b97f4a7c15U +
        static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) * 0xd1b54a32d192ed03U;
    h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
    h = (h ^ (h >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<float>((h ^ (h >> 31U)) >> 40U) / 16777216.0F;
}

// Noise between lattice points, 0 to 1.
float soft_noise(std::uint64_t seed, float x, float y) {
    const auto ix = static_cast<int>(std::floor(x));
    const auto iy = static_cast<int>(std::floor(y));
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    const float a = hash_noise(seed, ix, iy) * (1 - fx) + hash_noise(seed, ix + 1, iy) * fx;
    const float b = hash_noise(seed, ix, iy + 1) * (1 - fx) + hash_noise(seed, ix + 1, iy + 1) * fx;
    return a * (1 - fy) + b * fy;
}

enum class Part : std::uint8_t { kHead, kHair, kNeck, kTop, kEar };

struct Vertex {
    Point place;
    Point normal;
    // On the face: x and y as shares of the half width and height. On others: anything that varies.
    float fx = 0.0F;
    float fy = 0.0F;
    // The share of the direction that points forward, -1 to 1.
    float front = 0.0F;
};

struct Mesh {
    Part part = Part::kHead;
    int columns = 0;
    int rows = 0;
    std::vector<Vertex> vertices;
};

void set_normals(Mesh& mesh, bool wraps) {
    const auto at = [&](int c, int r) -> Vertex& {
        return mesh.vertices[static_cast<std::size_t>(r * mesh.columns + c)];
    };
    for (int r = 0; r < mesh.rows; ++r) {
        for (int c = 0; c < mesh.columns; ++c) {
            const int last = mesh.columns - 1;
            const int left = c > 0 ? c - 1 : (wraps ? last - 1 : 0);
            const int right = c < last ? c + 1 : (wraps ? 1 : last);
            const Point across = at(right, r).place - at(left, r).place;
            const Point up =
                at(c, std::min(r + 1, mesh.rows - 1)).place - at(c, std::max(r - 1, 0)).place;
            at(c, r).normal = unit(cross(across, up));
        }
    }
}

float hairline_at(const HeadLook& look, float fx, float front) {
    // In front a line above the brow, at the temples down to the ears, behind down to the neck.
    const float at_front = look.hairline - 0.10F * fx * fx;
    const float at_side = 0.05F;
    const float at_back = -0.55F;
    const float side = smooth(0.55F, 0.20F, front);
    const float back = smooth(0.05F, -0.30F, front);
    return at_front * (1 - side) + (at_side * (1 - back) + at_back * back) * side;
}

float nose_height(float fx, float fy, float size) {
    if (fy > 0.30F || fy < -0.34F) {
        return 0.0F;
    }
    const float along = std::clamp((0.16F - fy) / 0.36F, 0.0F, 1.0F);  // 0 bridge, 1 tip.
    const float ridge = fy > -0.20F ? (0.006F + 0.022F * along) * smooth(0.30F, 0.08F, fy)
                                    : 0.028F * smooth(-0.31F, -0.20F, fy);
    return size * ridge * bell(fx, 0.13F + 0.11F * along);
}

Point head_point(const HeadLook& look, float around, float up, float mouth, Vertex& vertex) {
    const float sx = std::cos(up) * std::sin(around);
    const float sy = std::sin(up);
    const float sz = std::cos(up) * std::cos(around);
    const float taper = sy < 0.0F ? 1.0F - look.jaw * std::pow(-sy, 1.7F) : 1.0F - 0.06F * sy * sy;
    Point p = {kHalfWidth * look.width * sx * taper, kHalfHeight * sy, 0.0F};
    if (sz > 0.0F) {
        p.z = kHalfDepth * std::pow(sz, 0.78F);
    } else {
        p.z = kHalfDepth * sz * (sy < 0.0F ? 1.0F - 0.55F * std::pow(-sy, 1.2F) : 1.0F);
    }
    const float fx = p.x / (kHalfWidth * look.width);
    const float fy = p.y / kHalfHeight;
    const float face = smooth(0.0F, 0.35F, sz);
    const float ax = std::abs(fx);
    float relief = nose_height(fx, fy, look.nose);
    relief -= 0.0075F * bell(ax - look.eye_distance, 0.21F) * bell(fy - 0.09F, 0.10F);
    relief += 0.0045F * bell(fy - 0.25F, 0.075F) * smooth(0.8F, 0.5F, ax);
    relief += 0.0030F * bell(ax - 0.55F, 0.22F) * bell(fy + 0.14F, 0.16F);
    relief += 0.0060F * bell(fx, look.mouth_width) *
              (bell(fy + 0.43F, 0.05F) + bell(fy + 0.54F + 0.10F * mouth, 0.055F));
    relief -= 0.0040F * bell(fx, 0.30F) * bell(fy + 0.65F, 0.05F);
    relief += 0.0120F * bell(fx, 0.34F) * bell(fy + 0.82F, 0.14F);
    p.z += face * relief;
    // The lower jaw goes down as the mouth opens.
    p.y -= 0.012F * mouth * smooth(-0.47F, -0.62F, fy) * smooth(-0.3F, 0.3F, sz);
    vertex.fx = fx;
    vertex.fy = fy;
    vertex.front = sz;
    return p;
}

Mesh head_mesh(const HeadLook& look, float mouth) {
    Mesh mesh{.part = Part::kHead, .columns = kAround + 1, .rows = kUp + 1, .vertices = {}};
    mesh.vertices.resize(static_cast<std::size_t>(mesh.columns * mesh.rows));
    for (int r = 0; r <= kUp; ++r) {
        const float up =
            std::numbers::pi_v<float> * (static_cast<float>(r) / static_cast<float>(kUp) - 0.5F);
        for (int c = 0; c <= kAround; ++c) {
            const float around = 2.0F * std::numbers::pi_v<float> *
                                 (static_cast<float>(c) / static_cast<float>(kAround) - 0.5F);
            Vertex& vertex = mesh.vertices[static_cast<std::size_t>(r * mesh.columns + c)];
            vertex.place = head_point(look, around, up, mouth, vertex);
            // Hair stands out a little.
            const float hair =
                smooth(-0.02F, 0.05F, vertex.fy - hairline_at(look, vertex.fx, vertex.front));
            const float swell = 1.0F + 0.09F * hair;
            vertex.place = {vertex.place.x * swell, vertex.place.y * swell, vertex.place.z * swell};
        }
    }
    set_normals(mesh, true);
    return mesh;
}

// A sheet that hangs around an ellipse: neck, shoulders, long hair. `level` gives half width, half
// depth, centre in z and height per row.
struct Level {
    float half_width = 0.0F;
    float half_depth = 0.0F;
    float z = 0.0F;
    float y = 0.0F;
};

Mesh tube(Part part, const std::vector<Level>& levels, float from, float to) {
    constexpr int kColumns = 49;
    Mesh mesh{
        .part = part, .columns = kColumns, .rows = static_cast<int>(levels.size()), .vertices = {}
    };
    for (std::size_t r = 0; r < levels.size(); ++r) {
        for (int c = 0; c < kColumns; ++c) {
            const float angle =
                from + (to - from) * static_cast<float>(c) / static_cast<float>(kColumns - 1);
            const Level& level = levels[r];
            mesh.vertices.push_back(
                {.place =
                     {level.half_width * std::sin(angle),
                      level.y,
                      level.z + level.half_depth * std::cos(angle)},
                 .normal = {},
                 .fx = angle,
                 .fy = level.y * 10.0F,
                 .front = std::cos(angle)}
            );
        }
    }
    set_normals(mesh, to - from > 6.2F);
    return mesh;
}

Mesh ear(float side, float width) {
    constexpr int kSteps = 17;
    Mesh mesh{.part = Part::kEar, .columns = kSteps, .rows = kSteps, .vertices = {}};
    for (int r = 0; r < kSteps; ++r) {
        const float up = std::numbers::pi_v<float> * (static_cast<float>(r) / (kSteps - 1) - 0.5F);
        for (int c = 0; c < kSteps; ++c) {
            const float around =
                2.0F * std::numbers::pi_v<float> * static_cast<float>(c) / (kSteps - 1);
            const float tilt = std::sin(up);
            mesh.vertices.push_back(
                {.place =
                     {side * (kHalfWidth * width + 0.003F) +
                          0.009F * std::cos(up) * std::sin(around),
                      -0.004F + 0.032F * tilt,
                      -0.010F - 0.006F * tilt + 0.017F * std::cos(up) * std::cos(around)},
                 .normal = {},
                 .fx = around,
                 .fy = tilt,
                 .front = 0.0F}
            );
        }
    }
    set_normals(mesh, true);
    return mesh;
}

struct Skin {
    const HeadLook& look;
    const HeadPose& pose;

    Rgb mix(Rgb a, Rgb b, float k) const { return a * (1.0F - k) + b * k; }

    Rgb face(float fx, float fy, float front) const {
        const float ax = std::abs(fx);
        const float blotch = soft_noise(look.freckles, fx * 9.0F + 40.0F, fy * 14.0F + 40.0F);
        const float grain = soft_noise(look.freckles + 7, fx * 40.0F + 90.0F, fy * 60.0F + 90.0F);
        Rgb colour = look.skin * (0.90F + 0.13F * blotch + 0.07F * grain);
        if (front < 0.02F) {
            return colour;
        }
        // Light reaches hollows less.
        float hollow = 1.0F;
        hollow -= 0.42F * bell(ax - look.eye_distance, 0.20F) * bell(fy - 0.10F, 0.085F);
        hollow -= 0.16F * bell(ax - 0.19F, 0.08F) * bell(fy - 0.06F, 0.16F);
        hollow -= 0.22F * bell(ax - 0.20F, 0.07F) * bell(fy + 0.22F, 0.07F);
        hollow -= 0.18F * bell(fx, 0.15F) * bell(fy + 0.32F, 0.035F);
        hollow -= 0.20F * bell(fx, 0.26F) * bell(fy + 0.66F, 0.035F);
        colour = colour * hollow;
        colour =
            mix(colour,
                colour * Rgb{1.05F, 0.88F, 0.86F},
                bell(ax - 0.5F, 0.25F) * bell(fy + 0.15F, 0.16F));
        if (look.has_beard) {
            const float beard = smooth(-0.30F, -0.42F, fy + 0.10F * ax) *
                                smooth(0.75F, 0.30F, bell(fx, 0.22F) * bell(fy + 0.48F, 0.09F));
            colour = mix(colour, look.hair * (0.7F + 0.5F * grain), 0.75F * beard);
        }
        colour = brows(colour, ax, fy, grain);
        colour = eyes(colour, fx, fy);
        colour = mouth(colour, fx, fy);
        const float nostril = bell(ax - 0.105F, 0.045F) * bell(fy + 0.285F, 0.018F);
        colour = colour * (1.0F - 0.75F * nostril);
        return look.has_glasses ? glasses(colour, ax, fy) : colour;
    }

    Rgb brows(Rgb colour, float ax, float fy, float grain) const {
        const float along = (ax - look.eye_distance - 0.02F) / 0.27F;
        const float middle = 0.255F + 0.035F * (1.0F - along * along);
        const float thick = 0.034F * look.brow * (1.0F - 0.5F * std::max(0.0F, along));
        const float on = smooth(1.15F, 0.9F, std::abs(along)) *
                         smooth(thick * 1.25F, thick * 0.75F, std::abs(fy - middle));
        return mix(colour, look.brow_colour * (0.7F + 0.4F * grain), 0.9F * on);
    }

    Rgb eyes(Rgb colour, float fx, float fy) const {
        // In millimetres around the middle of the eye, so that an iris is round.
        const float ex = (std::abs(fx) - look.eye_distance) * 74.0F * look.width / look.eye_size;
        const float ey = (fy - 0.085F) * 118.0F / look.eye_size;
        const float half = 12.5F;
        const float t = ex / half;
        if (std::abs(t) > 1.35F || std::abs(ey) > 14.0F) {
            return colour;
        }
        const float arc = std::max(0.0F, 1.0F - t * t);
        const float open = 1.0F - pose.blink;
        const float upper = 5.4F * arc * open;
        const float lower = -4.2F * arc;
        const float inside = smooth(-0.5F, 0.5F, upper - ey) * smooth(-0.5F, 0.5F, ey - lower) *
                             smooth(1.02F, 0.94F, std::abs(t));
        Rgb eye = {0.62F, 0.60F, 0.58F};
        const float away = std::sqrt(ex * ex + ey * ey);
        eye = mix(look.iris, eye, smooth(5.4F, 6.2F, away));
        eye = mix(Rgb{0.01F, 0.01F, 0.01F}, eye, smooth(2.2F, 2.9F, away));
        eye = eye * (0.55F + 0.45F * smooth(0.0F, 3.0F, upper - ey));
        const float glint = bell(ex - 1.5F, 1.0F) * bell(ey - 2.0F, 1.0F);
        eye = mix(eye, Rgb{0.9F, 0.9F, 0.9F}, glint);
        colour = mix(colour, eye, inside);
        const float lash =
            smooth(1.5F, 0.6F, std::abs(ey - upper)) * smooth(1.12F, 0.95F, std::abs(t));
        colour = mix(colour, Rgb{0.02F, 0.016F, 0.014F}, 0.85F * lash);
        const float lower_lash =
            smooth(0.9F, 0.3F, std::abs(ey - lower)) * smooth(1.0F, 0.8F, std::abs(t));
        const float crease =
            smooth(1.6F, 0.4F, std::abs(ey - 8.0F * arc - 1.0F)) * smooth(1.1F, 0.8F, std::abs(t));
        return colour * (1.0F - 0.35F * lower_lash) * (1.0F - 0.25F * crease);
    }

    Rgb mouth(Rgb colour, float fx, float fy) const {
        const float t = fx / look.mouth_width;
        if (std::abs(t) > 1.2F || fy > -0.36F || fy < -0.85F) {
            return colour;
        }
        const float arc = std::max(0.0F, 1.0F - t * t);
        const float middle = -0.475F;
        const float gap = 0.155F * pose.mouth * arc;
        const float bow = 0.012F * bell(t, 0.18F);
        const float top = middle + 0.048F * arc - bow;
        const float bottom = middle - gap - 0.062F * arc;
        const float lips = smooth(-0.012F, 0.006F, top - fy) *
                           smooth(-0.012F, 0.006F, fy - bottom) * smooth(1.05F, 0.95F, std::abs(t));
        colour = mix(colour, look.lips, 0.85F * lips);
        const float line = bell(fy - middle + 0.5F * gap, 0.008F + 0.5F * gap);
        const float inside =
            smooth(-0.006F, 0.008F, gap * 0.5F - std::abs(fy - middle + 0.5F * gap));
        const float dark = std::max(
            inside * (gap > 0.004F ? 1.0F : 0.0F),
            0.75F * line * smooth(1.05F, 0.85F, std::abs(t)) * (gap > 0.02F ? 0.0F : 1.0F)
        );
        Rgb hole = {0.03F, 0.012F, 0.012F};
        const float teeth = smooth(0.012F, 0.004F, middle - fy) * smooth(0.7F, 0.5F, std::abs(t)) *
                            smooth(0.03F, 0.07F, gap);
        hole = mix(hole, Rgb{0.45F, 0.43F, 0.38F}, 0.6F * teeth);
        return mix(colour, hole, dark);
    }

    Rgb glasses(Rgb colour, float ax, float fy) const {
        const float gx = (ax - look.eye_distance) / 0.30F;
        const float gy = (fy - 0.075F) / 0.150F;
        const float ring =
            std::abs(std::sqrt(std::sqrt(gx * gx * gx * gx + gy * gy * gy * gy)) - 1.0F);
        const float bridge =
            smooth(0.14F, 0.11F, ax) * smooth(0.018F, 0.010F, std::abs(fy - 0.13F));
        const float on = std::max(smooth(0.085F, 0.055F, ring), bridge);
        return mix(colour, Rgb{0.02F, 0.02F, 0.025F}, 0.92F * on);
    }

    Rgb colour(Part part, float fx, float fy, float front) const {
        switch (part) {
            case Part::kHead: {
                const float strand =
                    soft_noise(look.freckles + 3, fx * 30.0F + 50.0F, fy * 6.0F + 50.0F);
                const float line = hairline_at(look, fx, front) + 0.03F * (strand - 0.5F);
                const float hair = smooth(-0.015F, 0.015F, fy - line);
                return mix(face(fx, fy, front), look.hair * (0.65F + 0.7F * strand), hair);
            }
            case Part::kHair:
                return look.hair *
                       (0.6F +
                        0.7F * soft_noise(look.freckles + 3, fx * 14.0F + 50.0F, fy * 2.0F + 50.0F)
                       );
            case Part::kNeck:
                return look.skin * 0.78F;
            case Part::kEar:
                return look.skin * (0.75F + 0.2F * std::abs(fy));
            case Part::kTop:
                return look.top *
                       (0.8F +
                        0.3F * soft_noise(look.freckles + 5, fx * 12.0F + 30.0F, fy * 4.0F + 30.0F)
                       );
        }
        return look.skin;
    }
};

// Draws meshes with a depth buffer of its own.
class Painter {
  public:
    Painter(LightPicture& picture, const HeadLook& look, const HeadPose& pose, const Light& light)
        : picture_(picture),
          skin_{look, pose},
          pose_(pose),
          light_(light),
          depth_(
              static_cast<std::size_t>(picture.size().width) *
                  static_cast<std::size_t>(picture.size().height),
              1e9F
          ),
          spots_(depth_.size()),
          is_touched_(depth_.size()) {
        const Point key =
            unit({light.key_direction[0], light.key_direction[1], light.key_direction[2]});
        key_ = key;
        focal_ = 1.15F * static_cast<float>(std::max(picture.size().width, picture.size().height));
    }

    void draw(Mesh mesh, bool turns) {
        constexpr float kDegrees = std::numbers::pi_v<float> / 180.0F;
        const float cy = std::cos(pose_.yaw * kDegrees);
        const float sy = std::sin(pose_.yaw * kDegrees);
        const float cp = std::cos(pose_.pitch * kDegrees);
        const float sp = std::sin(pose_.pitch * kDegrees);
        const float cr = std::cos(pose_.roll * kDegrees);
        const float sr = std::sin(pose_.roll * kDegrees);
        const auto rotate = [&](Point p) {
            p = {p.x * cy + p.z * sy, p.y, -p.x * sy + p.z * cy};
            p = {p.x, p.y * cp + p.z * sp, -p.y * sp + p.z * cp};
            return Point{p.x * cr - p.y * sr, p.x * sr + p.y * cr, p.z};
        };
        std::vector<Seen> seen(mesh.vertices.size());
        for (std::size_t i = 0; i < seen.size(); ++i) {
            Vertex& vertex = mesh.vertices[i];
            if (turns) {
                // The head turns about the spine, which stands behind its middle.
                Point p = vertex.place;
                p.z += 0.015F;
                p.y += 0.06F;
                p = rotate(p);
                p.z -= 0.015F;
                p.y -= 0.06F;
                vertex.place = p;
                vertex.normal = rotate(vertex.normal);
            }
            const float z = pose_.distance - vertex.place.z;
            seen[i].z = z;
            seen[i].x = 0.5F * static_cast<float>(picture_.size().width) +
                        focal_ * (vertex.place.x + pose_.x) / z;
            seen[i].y = 0.5F * static_cast<float>(picture_.size().height) -
                        focal_ * (vertex.place.y + pose_.y) / z;
        }
        for (int r = 0; r + 1 < mesh.rows; ++r) {
            for (int c = 0; c + 1 < mesh.columns; ++c) {
                const auto a = static_cast<std::size_t>(r * mesh.columns + c);
                const std::size_t b = a + 1;
                const std::size_t d = a + static_cast<std::size_t>(mesh.columns);
                triangle(mesh.part, seen, {a, b, d});
                triangle(mesh.part, seen, {b, d + 1, d});
            }
        }
        // Only what is seen in the end; the far side of a head is drawn over.
        for (const std::size_t pixel : touched_) {
            const Spot& spot = spots_[pixel];
            shade(
                mesh,
                spot.corners,
                spot.weights,
                picture_.at(
                    static_cast<int>(pixel) % picture_.size().width,
                    static_cast<int>(pixel) / picture_.size().width
                )
            );
            is_touched_[pixel] = false;
        }
        touched_.clear();
    }

  private:
    struct Seen {
        float x = 0.0F;
        float y = 0.0F;
        float z = 0.0F;
    };

    // What is nearest in a pixel: the corners of its triangle in the mesh that is being drawn.
    struct Spot {
        std::array<std::size_t, 3> corners = {};
        std::array<float, 3> weights = {};
    };

    void triangle(Part part, const std::vector<Seen>& seen, std::array<std::size_t, 3> at) {
        const Seen& a = seen[at[0]];
        const Seen& b = seen[at[1]];
        const Seen& c = seen[at[2]];
        const float area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
        if (std::abs(area) < 1e-9F || std::min({a.z, b.z, c.z}) < 0.05F) {
            return;
        }
        // A head is closed: what of it faces away is hidden.
        if (part == Part::kHead && area > 0.0F) {
            return;
        }
        const int x0 = std::max(0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}))));
        const int x1 = std::min(
            picture_.size().width - 1, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x})))
        );
        const int y0 = std::max(0, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}))));
        const int y1 = std::min(
            picture_.size().height - 1, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y})))
        );
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                const float px = static_cast<float>(x);
                const float py = static_cast<float>(y);
                const float wa = ((b.x - px) * (c.y - py) - (c.x - px) * (b.y - py)) / area;
                const float wb = ((c.x - px) * (a.y - py) - (a.x - px) * (c.y - py)) / area;
                const float wc = 1.0F - wa - wb;
                if (wa < 0.0F || wb < 0.0F || wc < 0.0F) {
                    continue;
                }
                const float z = wa * a.z + wb * b.z + wc * c.z;
                const std::size_t pixel =
                    static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.size().width) +
                    static_cast<std::size_t>(x);
                if (z >= depth_[pixel]) {
                    continue;
                }
                depth_[pixel] = z;
                spots_[pixel] = {.corners = at, .weights = {wa, wb, wc}};
                if (!is_touched_[pixel]) {
                    is_touched_[pixel] = true;
                    touched_.push_back(pixel);
                }
            }
        }
    }

    void shade(
        const Mesh& mesh, std::array<std::size_t, 3> at, std::array<float, 3> weight, Rgb& pixel
    ) const {
        Point normal;
        Point place;
        float fx = 0.0F;
        float fy = 0.0F;
        float front = 0.0F;
        for (std::size_t i = 0; i < 3; ++i) {
            const Vertex& v = mesh.vertices[at[i]];
            normal = {
                normal.x + weight[i] * v.normal.x,
                normal.y + weight[i] * v.normal.y,
                normal.z + weight[i] * v.normal.z
            };
            place = {
                place.x + weight[i] * v.place.x,
                place.y + weight[i] * v.place.y,
                place.z + weight[i] * v.place.z
            };
            fx += weight[i] * v.fx;
            fy += weight[i] * v.fy;
            front += weight[i] * v.front;
        }
        normal = unit(normal);
        const Point to_screen =
            unit({-place.x - pose_.x, -place.y - pose_.y, pose_.distance - place.z});
        if (dot(normal, to_screen) < 0.0F) {
            normal = {-normal.x, -normal.y, -normal.z};
        }
        const float key = std::max(0.0F, dot(normal, key_));
        const float near_screen = pose_.distance / std::max(0.1F, pose_.distance - place.z);
        const float screen = std::max(0.0F, dot(normal, to_screen)) * near_screen * near_screen;
        const float sky = 0.75F + 0.25F * normal.y;
        const Rgb light = light_.ambient * sky + light_.key * key + light_.screen * screen;
        pixel = skin_.colour(mesh.part, fx, fy, front) * light;
    }

    LightPicture& picture_;
    Skin skin_;
    const HeadPose& pose_;
    const Light& light_;
    Point key_;
    float focal_ = 0.0F;
    std::vector<float> depth_;
    std::vector<Spot> spots_;
    std::vector<bool> is_touched_;
    std::vector<std::size_t> touched_;
};

float to_linear(int value) {
    const float v = static_cast<float>(value) / 255.0F;
    return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
}

float to_display(float v) {
    v = std::clamp(v, 0.0F, 1.0F);
    return v <= 0.0031308F ? v * 12.92F : 1.055F * std::pow(v, 1.0F / 2.4F) - 0.055F;
}

}  // namespace

Rgb from_display(int r, int g, int b) {
    return {to_linear(r), to_linear(g), to_linear(b)};
}

HeadLook draw_look(Rng rng) {
    constexpr std::array<std::array<int, 3>, 7> kSkins = {
        {{246, 212, 188},
         {234, 192, 160},
         {224, 172, 140},
         {204, 150, 112},
         {172, 120, 84},
         {138, 94, 66},
         {104, 70, 50}}
    };
    constexpr std::array<std::array<int, 3>, 6> kHairs = {
        {{28, 22, 20}, {60, 40, 28}, {104, 70, 42}, {176, 132, 78}, {120, 116, 112}, {116, 52, 28}}
    };
    constexpr std::array<std::array<int, 3>, 8> kTops = {
        {{60, 90, 140},
         {170, 40, 44},
         {40, 110, 70},
         {220, 216, 206},
         {36, 36, 40},
         {214, 160, 40},
         {110, 60, 130},
         {70, 150, 160}}
    };
    const auto pick = [&](const auto& list) {
        const auto& c = list[rng.index(list.size())];
        return from_display(c[0], c[1], c[2]) * rng.uniform(0.9F, 1.1F);
    };
    HeadLook look;
    look.skin = pick(kSkins);
    look.hair = pick(kHairs);
    // Dark skin goes with dark hair, and brows are darker than the skin.
    const float luma = 0.3F * look.skin.r + 0.6F * look.skin.g + 0.1F * look.skin.b;
    const float hair_luma = 0.3F * look.hair.r + 0.6F * look.hair.g + 0.1F * look.hair.b;
    if (luma < 0.22F && hair_luma > 0.04F) {
        look.hair = look.hair * (0.04F / hair_luma);
    }
    look.brow_colour = look.hair * std::min(1.0F, 0.25F * luma / std::max(0.005F, hair_luma));
    look.top = pick(kTops);
    look.lips = look.skin * Rgb{0.80F, 0.46F, 0.46F};
    look.iris = rng.chance(0.5) ? from_display(70, 46, 30) : from_display(80, 100, 120);
    look.width = rng.uniform(0.93F, 1.08F);
    look.jaw = rng.uniform(0.22F, 0.40F);
    look.nose = rng.uniform(0.85F, 1.2F);
    look.eye_distance = rng.uniform(0.40F, 0.45F);
    look.eye_size = rng.uniform(0.92F, 1.12F);
    look.brow = rng.uniform(0.75F, 1.35F);
    look.mouth_width = rng.uniform(0.30F, 0.38F);
    look.hairline = rng.uniform(0.54F, 0.72F);
    look.has_long_hair = rng.chance(0.4);
    look.has_beard = !look.has_long_hair && rng.chance(0.25);
    look.has_glasses = rng.chance(0.15);
    look.freckles = rng.bits();
    return look;
}

LightPicture::LightPicture(media::FrameSize size)
    : size_(size),
      pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)) {}

Rgb LightPicture::sample(float x, float y) const {
    x = std::clamp(x, 0.0F, static_cast<float>(size_.width) - 1.001F);
    y = std::clamp(y, 0.0F, static_cast<float>(size_.height) - 1.001F);
    const auto ix = static_cast<int>(x);
    const auto iy = static_cast<int>(y);
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    return (at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx) * (1 - fy) +
           (at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx) * fy;
}

LightPicture draw_wall(Rng rng, media::FrameSize size) {
    LightPicture wall({size.width + 64, size.height + 64});
    const Rgb paint =
        Rgb{rng.uniform(0.15F, 0.6F), rng.uniform(0.15F, 0.6F), rng.uniform(0.15F, 0.6F)};
    const std::uint64_t seed = rng.bits();
    for (int y = 0; y < wall.size().height; ++y) {
        for (int x = 0; x < wall.size().width; ++x) {
            const float n =
                soft_noise(seed, static_cast<float>(x) / 23.0F, static_cast<float>(y) / 31.0F);
            const float m =
                soft_noise(seed + 1, static_cast<float>(x) / 5.0F, static_cast<float>(y) / 4.0F);
            wall.at(x, y) = paint * (0.75F + 0.3F * n + 0.1F * m);
        }
    }
    const auto things = rng.integer(3, 9);
    for (std::int64_t i = 0; i < things; ++i) {
        const auto w = static_cast<int>(rng.integer(12, 90));
        const auto h = static_cast<int>(rng.integer(12, 120));
        const auto left = static_cast<int>(rng.integer(-20, wall.size().width));
        const auto top = static_cast<int>(rng.integer(-20, wall.size().height));
        const Rgb colour = {
            rng.uniform(0.04F, 0.7F), rng.uniform(0.04F, 0.7F), rng.uniform(0.04F, 0.7F)
        };
        for (int y = std::max(0, top); y < std::min(wall.size().height, top + h); ++y) {
            for (int x = std::max(0, left); x < std::min(wall.size().width, left + w); ++x) {
                wall.at(x, y) = colour;
            }
        }
    }
    return wall;
}

void draw_head(
    LightPicture& picture, const HeadLook& look, const HeadPose& pose, const Light& light
) {
    Painter painter(picture, look, pose, light);
    const float pi = std::numbers::pi_v<float>;
    painter.draw(head_mesh(look, pose.mouth), true);
    painter.draw(ear(1.0F, look.width), true);
    painter.draw(ear(-1.0F, look.width), true);
    painter.draw(
        tube(
            Part::kNeck,
            {{0.054F, 0.054F, -0.02F, -0.22F},
             {0.050F, 0.050F, -0.018F, -0.16F},
             {0.050F, 0.050F, -0.015F, -0.06F}},
            -pi,
            pi
        ),
        false
    );
    painter.draw(
        tube(
            Part::kTop,
            {{0.24F, 0.13F, -0.04F, -0.60F},
             {0.23F, 0.13F, -0.04F, -0.35F},
             {0.215F, 0.11F, -0.04F, -0.26F},
             {0.17F, 0.085F, -0.035F, -0.215F},
             {0.10F, 0.066F, -0.03F, -0.192F},
             {0.062F, 0.060F, -0.025F, -0.178F},
             {0.050F, 0.050F, -0.022F, -0.170F}},
            -pi,
            pi
        ),
        false
    );
    if (look.has_long_hair) {
        painter.draw(
            tube(
                Part::kHair,
                {{0.098F, 0.080F, -0.040F, -0.20F},
                 {0.096F, 0.088F, -0.036F, -0.10F},
                 {0.090F, 0.098F, -0.020F, 0.00F},
                 {0.078F, 0.094F, -0.010F, 0.06F}},
                0.50F * pi,
                1.50F * pi
            ),
            true
        );
    }
}

media::Frame photograph(const LightPicture& picture, float exposure, float noise, Rng rng) {
    media::Frame frame(picture.size());
    static const std::vector<std::uint8_t> curve = [] {
        std::vector<std::uint8_t> table(4097);
        for (int i = 0; i <= 4096; ++i) {
            table[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(
                std::lround(255.0F * to_display(static_cast<float>(i) / 4096.0F))
            );
        }
        return table;
    }();
    const int width = picture.size().width;
    const int height = picture.size().height;
    for (int y = 0; y < height; ++y) {
        auto row = frame.row(y);
        for (int x = 0; x < width; ++x) {
            // A lens that is not quite sharp.
            const Rgb& middle = picture.at(x, y);
            const Rgb sides =
                picture.at(std::max(0, x - 1), y) + picture.at(std::min(width - 1, x + 1), y) +
                picture.at(x, std::max(0, y - 1)) + picture.at(x, std::min(height - 1, y + 1));
            const Rgb light = (middle * 0.5F + sides * 0.125F) * exposure;
            const std::uint64_t bits = rng.bits();
            const auto put = [&](int channel, float value) {
                // The sum of two uniform numbers is near enough to normal for grain.
                const auto a =
                    static_cast<float>(bits >> static_cast<unsigned>(channel * 20) & 0x3ffU);
                const auto b =
                    static_cast<float>(bits >> static_cast<unsigned>(channel * 20 + 10) & 0x3ffU);
                const float grain = (a + b - 1023.0F) / 1023.0F * 2.4F * noise;
                const auto index =
                    static_cast<std::size_t>(std::clamp(value, 0.0F, 1.0F) * 4096.0F);
                const float shown = static_cast<float>(curve[index]) + 255.0F * grain;
                row[static_cast<std::size_t>(3 * x + channel)] =
                    static_cast<std::uint8_t>(std::clamp(shown, 0.0F, 255.0F));
            };
            put(0, light.r);
            put(1, light.g);
            put(2, light.b);
        }
    }
    return frame;
}

}  // namespace hibari::trust::testing
