#include "world/fit_likeness.h"

#include "world/fit_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {
namespace {

using likeness::Box;
using likeness::FaceMarks;
using likeness::LikenessPack;
using likeness::PackKind;
using likeness::Point;
using likeness::View;

// The adult head that Surface::kFace describes, in metres.
constexpr float kEyeDistance_m = 0.064F;
constexpr float kEyeToMouth_m = 0.068F;
constexpr float kEyeY_m = 0.006F;
constexpr float kEyeZ_m = 0.085F;
constexpr float kMouthZ_m = 0.095F;
/// How far hair is looked for beside the head and below the chin.
constexpr float kHairReach_m = 0.17F;
constexpr float kHairFall_m = 0.24F;
constexpr float kHeadCell_m = 0.0034F;
constexpr int kCellsMax = 128;
constexpr int kMargin = 3;  ///< empty cells around an outline
/// Steeper walls would need shorter steps of the caster.
constexpr float kSlopeMax = 2.2F;
constexpr float kUsualThing_m = 0.3F;
constexpr float kUsualPet_m = 0.55F;

Error wrong(std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument, .message = std::move(message), .field = "likeness"
    };
}

float squared(float x) {
    return x * x;
}

/// A bump of height 1 at (0, 0).
float bump(float x, float y) {
    return std::exp(-(x * x + y * y));
}

/// Marks with every place filled in; where one is missing, where it usually is in the box.
struct Marks {
    Point left_eye;
    Point right_eye;
    Point mouth;
    float mouth_half = 0.0F;  ///< pixels; 0: unknown

    Point eyes() const {
        return {0.5F * (left_eye.x + right_eye.x), 0.5F * (left_eye.y + right_eye.y)};
    }
};

Marks marks_of(const FaceMarks& face) {
    const Box& box = face.box;
    const auto in_box = [&](float x, float y) {
        return Point{box.x + x * box.width, box.y + y * box.height};
    };
    return {
        .left_eye = face.left_eye.value_or(in_box(0.68F, 0.40F)),
        .right_eye = face.right_eye.value_or(in_box(0.32F, 0.40F)),
        .mouth = face.mouth.value_or(in_box(0.5F, 0.77F)),
        .mouth_half = 0.5F * face.mouth_width.value_or(0.0F),
    };
}

/// The height fields while they are made, in metres over a grid.
struct Field {
    int width = 0;
    int height = 0;
    float cell_m = 0.0F;
    float left = 0.0F;  ///< of the first column, in the likeness's frame
    float top = 0.0F;   ///< of the first row
    std::vector<std::uint8_t> mask;
    std::vector<float> inside_m;   ///< distance to the outline, 0 outside
    std::vector<float> outside_m;  ///< the same from outside

    std::size_t at(int column, int row) const {
        return static_cast<std::size_t>(row * width + column);
    }

    float x(int column) const { return left + static_cast<float>(column) * cell_m; }

    float y(int row) const { return top - static_cast<float>(row) * cell_m; }
};

/// A box in the likeness's frame.
struct Extent {
    float left = 1e9F;
    float right = -1e9F;
    float bottom = 1e9F;
    float top = -1e9F;

    void add(float x, float y) {
        left = std::min(left, x);
        right = std::max(right, x);
        bottom = std::min(bottom, y);
        top = std::max(top, y);
    }

    bool empty() const { return left >= right || bottom >= top; }
};

template <typename Inside>
Field make_field(const Extent& extent, float cell_m, const Inside& inside) {
    const float longest = std::max(extent.right - extent.left, extent.top - extent.bottom);
    Field field;
    field.cell_m = std::max(cell_m, longest / static_cast<float>(kCellsMax - 2 * kMargin - 1));
    const auto cells = [&](float length) {
        return static_cast<int>(std::ceil(length / field.cell_m)) + 1 + 2 * kMargin;
    };
    field.width = cells(extent.right - extent.left);
    field.height = cells(extent.top - extent.bottom);
    field.left = extent.left - static_cast<float>(kMargin) * field.cell_m;
    field.top = extent.top + static_cast<float>(kMargin) * field.cell_m;
    for (int row = 0; row < field.height; ++row) {
        for (int column = 0; column < field.width; ++column) {
            const bool rim = column < kMargin - 1 || row < kMargin - 1 ||
                             column > field.width - kMargin || row > field.height - kMargin;
            field.mask.push_back(!rim && inside(field.x(column), field.y(row)) ? 1 : 0);
        }
    }
    field.inside_m = distance_to(field.mask, field.width, field.height, 0);
    field.outside_m = distance_to(field.mask, field.width, field.height, 1);
    for (std::size_t i = 0; i < field.mask.size(); ++i) {
        // The outline runs half way between a cell inside and one outside.
        field.inside_m[i] = std::max(field.inside_m[i] - 0.5F, 0.0F) * field.cell_m;
        field.outside_m[i] = std::max(field.outside_m[i] - 0.5F, 0.0F) * field.cell_m;
    }
    return field;
}

/// Turns a distance from the outline into the rounding of an edge: 0 at it, 1 from `round` on.
float rim(float distance_m, float round_m) {
    return std::sqrt(1.0F - squared(1.0F - std::clamp(distance_m / round_m, 0.0F, 1.0F)));
}

/// Cuts walls down that the caster could not follow, then stores the fields in the form. Outside of
/// the outline they are the distance to it.
void store(
    const Field& field, std::vector<float> front, std::vector<float> back, LikenessForm& form
) {
    const auto cut = [&] {
        for (std::size_t i = 0; i < front.size(); ++i) {
            const float most = kSlopeMax * field.inside_m[i];
            const bool there = field.mask[i] != 0;
            front[i] = there ? std::clamp(front[i], -most, most) : -field.outside_m[i];
            back[i] = there ? std::clamp(back[i], -most, most) : field.outside_m[i];
        }
    };
    // Distances have creases where two edges are equally far; light would find them.
    constexpr int kPasses = 5;
    cut();
    smooth(front, field.width, field.height, kPasses);
    smooth(back, field.width, field.height, kPasses);
    cut();
    const auto steepest = [&](const std::vector<float>& values) {
        float most = 0.0F;
        for (int row = 0; row + 1 < field.height; ++row) {
            for (int column = 0; column + 1 < field.width; ++column) {
                const float here = values[field.at(column, row)];
                const float right = values[field.at(column + 1, row)] - here;
                const float below = values[field.at(column, row + 1)] - here;
                most = std::max(most, std::hypot(right, below));
            }
        }
        return most / field.cell_m;
    };
    const float slope = std::max(steepest(front), steepest(back));
    float deepest = field.cell_m;
    for (std::size_t i = 0; i < front.size(); ++i) {
        if (front[i] > back[i]) {
            deepest = std::max({deepest, front[i], -back[i]});
        }
    }
    form.half = {
        0.5F * static_cast<float>(field.width - 1) * field.cell_m,
        0.5F * static_cast<float>(field.height - 1) * field.cell_m,
        deepest * 1.02F
    };
    form.center = {field.left + form.half.x, field.top - form.half.y, 0.0F};
    for (std::size_t i = 0; i < front.size(); ++i) {
        front[i] /= form.half.z;
        back[i] /= form.half.z;
    }
    form.front = std::move(front);
    form.back = std::move(back);
    form.relief = {
        .width = field.width,
        .height = field.height,
        .front = form.front.data(),
        .back = form.back.data(),
        .caution = 1.0F / std::sqrt(1.0F + slope * slope),
    };
}

/// Reads colours and cover of one view by places of the likeness's frame, as seen from its front.
class FrontReader {
  public:
    FrontReader(const View& view, const PictureView& place) : view_(view), place_(place) {}

    /// The pixel there; null outside of the picture.
    const std::uint8_t* pixel(float x, float y) const {
        const auto px = static_cast<int>(std::floor(place_.u0 + x * place_.scale_x));
        const auto py = static_cast<int>(std::floor(place_.v0 - y * place_.scale_y));
        if (px < 0 || py < 0 || px >= view_.width || py >= view_.height) {
            return nullptr;
        }
        return view_.rgba.data() + 4 * static_cast<std::size_t>(py * view_.width + px);
    }

    bool covers(float x, float y) const {
        const std::uint8_t* p = pixel(x, y);
        return p != nullptr && p[3] > 127;
    }

    /// Square roots of the linear colour, which are nearer to what an eye tells apart.
    static Vec3 seen(const std::uint8_t* p) {
        return seen({linear_of(p[0]), linear_of(p[1]), linear_of(p[2])});
    }

    static Vec3 seen(Vec3 c) { return {std::sqrt(c.x), std::sqrt(c.y), std::sqrt(c.z)}; }

    /// Mean linear colour of what is covered in a rectangle.
    std::optional<Vec3> mean(float left, float right, float bottom, float top) const {
        constexpr int kSteps = 24;
        Vec3 sum{};
        int count = 0;
        for (int i = 0; i < kSteps * kSteps; ++i) {
            const float x = lerp(left, right, (static_cast<float>(i % kSteps) + 0.5F) / kSteps);
            const float y = lerp(bottom, top, (static_cast<float>(i / kSteps) + 0.5F) / kSteps);
            const std::uint8_t* p = pixel(x, y);
            if (p != nullptr && p[3] > 127) {
                sum += Vec3{linear_of(p[0]), linear_of(p[1]), linear_of(p[2])};
                ++count;
            }
        }
        if (count < kSteps) {
            return std::nullopt;
        }
        return sum / static_cast<float>(count);
    }

    float top_m() const { return place_.v0 / place_.scale_y; }

    float bottom_m() const {
        return (place_.v0 - static_cast<float>(view_.height)) / place_.scale_y;
    }

  private:
    const View& view_;
    const PictureView& place_;
};

PictureView turned(float yaw_degrees) {
    PictureView view{};
    view.sin_yaw = std::sin(radians(yaw_degrees));
    view.cos_yaw = std::cos(radians(yaw_degrees));
    return view;
}

/// What lies at the lower edge of the picture runs out softly: the body goes on there.
View faded_below(const View& view, float fade_px) {
    View out = view;
    for (int y = 0; y < view.height; ++y) {
        const float left = static_cast<float>(view.height - 1 - y);
        const float keep = std::clamp(left / std::max(fade_px, 1.0F), 0.0F, 1.0F);
        if (keep >= 1.0F) {
            continue;
        }
        for (int x = 0; x < view.width; ++x) {
            std::uint8_t& alpha = out.rgba[4 * static_cast<std::size_t>(y * view.width + x) + 3];
            alpha = static_cast<std::uint8_t>(std::lround(static_cast<float>(alpha) * keep));
        }
    }
    return out;
}

/// Below `from_row` what is there is carried on by `reach_px` upwards and to the sides: shoulders
/// in the world stand elsewhere than those of the picture.
void widen(View& view, int from_row, int reach_px) {
    const auto pixel = [&](int x, int y) {
        return view.rgba.data() + 4 * static_cast<std::size_t>(y * view.width + x);
    };
    const auto carry = [&](int x, int y, int dx, int dy, std::vector<int>& left) {
        std::uint8_t* here = pixel(x, y);
        int& steps = left[static_cast<std::size_t>(dy != 0 ? x : y)];
        if (here[3] > 200) {
            steps = reach_px;
        } else if (steps > 0) {
            --steps;
            std::copy_n(pixel(x - dx, y - dy), 4, here);
        }
    };
    std::vector<int> left(static_cast<std::size_t>(std::max(view.width, view.height)), 0);
    for (int y = view.height - 1; y >= std::max(from_row, 0); --y) {
        for (int x = 0; x < view.width; ++x) {
            carry(x, y, 0, -1, left);
        }
    }
    for (const int way : {1, -1}) {
        std::ranges::fill(left, 0);
        for (int i = 0; i < view.width; ++i) {
            const int x = way > 0 ? i : view.width - 1 - i;
            for (int y = std::max(from_row, 0); y < view.height; ++y) {
                carry(x, y, way, 0, left);
            }
        }
    }
}

/// Fits heads: one per person.
class HeadFitter {
  public:
    HeadFitter(const LikenessPack& pack, LikenessForm& form)
        : pack_(pack), form_(form), front_(front_view(pack)) {}

    Result<void> fit() {
        if (!front_.face) {
            return fail(wrong("the front picture of '" + pack_.name + "' has no face marked"));
        }
        const Marks marks = marks_of(*front_.face);
        const float across = std::fabs(marks.left_eye.x - marks.right_eye.x);
        const float down = marks.mouth.y - marks.eyes().y;
        if (across < 4.0F || down < 4.0F) {
            return fail(wrong("the face in the front picture of '" + pack_.name + "' is too small")
            );
        }
        const float foreshortened = std::cos(radians(front_.yaw_degrees));
        const float scale = 0.5F * (across / (kEyeDistance_m * std::max(foreshortened, 0.5F)) +
                                    down / kEyeToMouth_m);
        eye_to_mouth_m_ = down / scale;
        place_ = place(front_, marks);
        mark_face(marks);
        const FrontReader reader(front_, place_);
        chin_ = form_.picture.mouth.y - 0.80F * eye_to_mouth_m_;
        find_colors(reader);
        if (!carve(reader)) {
            return fail(wrong("the front picture of '" + pack_.name + "' shows no head"));
        }
        measure_torso(reader);
        lay_pictures();
        return {};
    }

  private:
    /// Where a view is on the head, by its marks.
    PictureView place(const View& view, const Marks& marks) const {
        PictureView out = turned(view.yaw_degrees);
        const float scale = (marks.mouth.y - marks.eyes().y) / eye_to_mouth_m_;
        out.scale_x = scale;
        out.scale_y = scale;
        const float by_eyes = marks.eyes().x - kEyeZ_m * out.sin_yaw * scale;
        const float by_mouth = marks.mouth.x - kMouthZ_m * out.sin_yaw * scale;
        out.u0 = 0.5F * (by_eyes + by_mouth);
        out.v0 = marks.eyes().y + kEyeY_m * scale;
        return out;
    }

    void mark_face(const Marks& marks) {
        LikenessPicture& picture = form_.picture;
        const float scale = place_.scale_x;
        picture.has_face = true;
        picture.mouth = {
            (marks.mouth.x - place_.u0) / scale - kMouthZ_m * place_.sin_yaw,
            (place_.v0 - marks.mouth.y) / scale,
            kMouthZ_m
        };
        const float half = marks.mouth_half > 0.0F ? marks.mouth_half / scale : 0.026F;
        picture.mouth_half_width = std::clamp(half, 0.018F, 0.036F);
        const float apart = 0.5F * std::fabs(marks.left_eye.x - marks.right_eye.x) / scale;
        picture.left_eye = {apart, kEyeY_m, kEyeZ_m};
        picture.eye_half_width = 0.42F * apart;
    }

    void find_colors(const FrontReader& reader) {
        const LikenessPicture& picture = form_.picture;
        const float cheek = 0.5F * (picture.left_eye.y + picture.mouth.y);
        form_.skin = reader.mean(-0.034F, 0.034F, cheek - 0.012F, cheek + 0.012F);
        if (pack_.colors.skin && !form_.skin) {
            form_.skin = linear_of(*pack_.colors.skin);
        }
        crown_ = kEyeY_m;
        for (float y = reader.top_m(); y > kEyeY_m; y -= 0.001F) {
            if (reader.covers(0.0F, y) || reader.covers(0.03F, y) || reader.covers(-0.03F, y)) {
                crown_ = y;
                break;
            }
        }
        form_.hair = reader.mean(-0.04F, 0.04F, crown_ - 0.030F, crown_ - 0.008F);
        if (pack_.colors.hair) {
            form_.hair = linear_of(*pack_.colors.hair);
        }
        const float low = reader.bottom_m();
        if (low < chin_ - 0.10F) {
            form_.top = reader.mean(-0.10F, 0.10F, low, low + 0.06F);
        }
        if (!form_.top && pack_.colors.top) {
            form_.top = linear_of(*pack_.colors.top);
        }
        if (pack_.colors.bottom) {
            form_.bottom = linear_of(*pack_.colors.bottom);
        }
    }

    /// Whether a pixel below the chin is hair that falls there.
    bool is_hair(const std::uint8_t* p) const {
        const Vec3 here = FrontReader::seen(p);
        const auto away = [&](const std::optional<Vec3>& color) {
            return color ? length(here - FrontReader::seen(*color)) : 10.0F;
        };
        const float hair = away(form_.hair);
        return hair < 0.13F && hair < 0.75F * away(form_.skin) && hair < 0.75F * away(form_.top);
    }

    bool carve(const FrontReader& reader) {
        const auto inside = [&](float x, float y) {
            if (std::fabs(x) > kHairReach_m || y < chin_ - kHairFall_m) {
                return false;
            }
            const std::uint8_t* p = reader.pixel(x, y);
            if (p == nullptr || p[3] <= 127) {
                return false;
            }
            if (y >= chin_) {
                // The jaw narrows: beside it lies neck or hair.
                const float jaw =
                    0.030F + 0.060F * std::sqrt(std::clamp((y - chin_) / 0.055F, 0.0F, 1.0F));
                return std::fabs(x) < jaw || y > chin_ + 0.075F || is_hair(p);
            }
            return is_hair(p);
        };
        Extent extent;
        for (float y = chin_ - kHairFall_m; y < reader.top_m(); y += kHeadCell_m) {
            for (float x = -kHairReach_m; x < kHairReach_m; x += kHeadCell_m) {
                if (inside(x, y)) {
                    extent.add(x, y);
                }
            }
        }
        if (extent.empty()) {
            return false;
        }
        const Field field = make_field(extent, kHeadCell_m, inside);
        std::vector<float> front;
        std::vector<float> back;
        for (int row = 0; row < field.height; ++row) {
            for (int column = 0; column < field.width; ++column) {
                const std::size_t at = field.at(column, row);
                front.push_back(front_at(field, at, field.x(column), field.y(row)));
                back.push_back(back_at(field, at, field.x(column), field.y(row)));
            }
        }
        store(field, std::move(front), std::move(back), form_);
        return true;
    }

    float front_at(const Field& field, std::size_t at, float x, float y) const {
        if (field.mask[at] == 0) {
            return -field.outside_m[at];
        }
        const LikenessPicture& picture = form_.picture;
        const float eye = picture.left_eye.y;
        const float mouth = picture.mouth.y;
        const float down = eye - mouth;
        const float round = std::sqrt(std::max(
            0.12F, 1.0F - 0.85F * squared(x / 0.085F) - 0.30F * squared((y - 0.005F) / 0.125F)
        ));
        float z = 0.098F * round;
        // What light finds in a face.
        z += 0.019F * bump(x / 0.012F, (y - (eye - 0.62F * down)) / 0.017F);
        z += 0.009F * bump(x / 0.009F, (y - (eye - 0.25F * down)) / 0.020F);
        z -= 0.007F * bump((std::fabs(x) - picture.left_eye.x) / 0.017F, (y - eye) / 0.012F);
        z += 0.004F * bump(x / 0.022F, (y - mouth) / 0.009F);
        z += 0.005F * bump(x / 0.018F, (y - (chin_ + 0.018F)) / 0.014F);
        const float fallen = 1.0F - smoothstep(chin_ - 0.06F, chin_ + 0.01F, y);
        z = lerp(z, 0.030F, fallen);
        return z * rim(field.inside_m[at], lerp(0.042F, 0.030F, fallen));
    }

    float back_at(const Field& field, std::size_t at, float x, float y) const {
        if (field.mask[at] == 0) {
            return field.outside_m[at];
        }
        const float round = std::sqrt(std::max(
            0.15F, 1.0F - 0.70F * squared(x / 0.09F) - 0.35F * squared((y - 0.035F) / 0.125F)
        ));
        const float fallen = 1.0F - smoothstep(chin_ - 0.06F, chin_ + 0.04F, y);
        const float z = lerp(-0.102F * round, -0.085F, fallen);
        return z * rim(field.inside_m[at], 0.045F);
    }

    void measure_torso(const FrontReader& reader) {
        const float low = std::max(reader.bottom_m() + 0.02F, chin_ - 0.22F);
        if (low > chin_ - 0.09F) {
            return;
        }
        float left = 0.0F;
        float right = 0.0F;
        constexpr float kReach_m = 0.45F;
        for (float x = 0.0F; x < kReach_m; x += 0.002F) {
            right = reader.covers(x, low) ? x : right;
            left = reader.covers(-x, low) ? x : left;
        }
        form_.shoulder_half_m = 0.5F * (left + right) > 0.12F ? 0.5F * (left + right) : 0.0F;
        // Sleeves or bare arms: what the outermost of the picture is.
        const auto arm = reader.mean(right - 0.045F, right - 0.010F, low - 0.05F, low + 0.02F);
        if (arm && form_.skin && form_.top) {
            const Vec3 here = FrontReader::seen(*arm);
            form_.long_sleeves = length(here - FrontReader::seen(*form_.top)) <
                                 length(here - FrontReader::seen(*form_.skin));
        }
    }

    void lay_pictures() {
        LikenessPicture& picture = form_.picture;
        for (const View& view : pack_.views) {
            if (picture.view_count == kPictureViewsMax) {
                break;
            }
            PictureView out;
            if (&view == &front_) {
                // Most of a face is best from the front, where its marks are surest.
                constexpr float kFrontWeight = 6.0F;
                out = place_;
                out.weight = kFrontWeight;
            } else if (view.face && view.face->left_eye && view.face->right_eye &&
                       view.face->mouth && std::fabs(view.yaw_degrees) < 75.0F &&
                       view.face->mouth->y - view.face->left_eye->y > 4.0F) {
                out = place(view, marks_of(*view.face));
            } else if (std::fabs(view.yaw_degrees) > 140.0F) {
                out = place_behind(view);
            } else {
                continue;
            }
            View shown = faded_below(view, 0.07F * out.scale_y);
            const float shoulders = out.v0 - (chin_ - 0.045F) * out.scale_y;
            widen(shown, static_cast<int>(shoulders), static_cast<int>(0.07F * out.scale_y));
            add_levels(shown, form_.pixels, out);
            picture.views[static_cast<std::size_t>(picture.view_count++)] = out;
        }
    }

    /// A view of the back has no marks: its crown is that of the front.
    PictureView place_behind(const View& view) const {
        PictureView out = turned(view.yaw_degrees);
        out.scale_x = place_.scale_x;
        out.scale_y = place_.scale_y;
        int top = view.height;
        double sum = 0.0;
        double count = 0.0;
        for (int y = 0; y < view.height; ++y) {
            const bool head =
                top == view.height || static_cast<float>(y - top) < 0.18F * out.scale_y;
            for (int x = 0; head && x < view.width; ++x) {
                if (view.rgba[4 * static_cast<std::size_t>(y * view.width + x) + 3] > 127) {
                    top = std::min(top, y);
                    sum += x;
                    count += 1.0;
                }
            }
        }
        out.u0 =
            count > 0.0 ? static_cast<float>(sum / count) : 0.5F * static_cast<float>(view.width);
        out.v0 = static_cast<float>(top) + crown_ * out.scale_y;
        return out;
    }

    const LikenessPack& pack_;
    LikenessForm& form_;
    const View& front_;
    PictureView place_{};
    float eye_to_mouth_m_ = kEyeToMouth_m;
    float chin_ = -0.115F;
    float crown_ = 0.12F;
};

/// The rectangle around what is there, in pixels.
struct Outline {
    int left = 1 << 20;
    int right = -1;
    int top = 1 << 20;
    int bottom = -1;

    int width() const { return right - left + 1; }

    int height() const { return bottom - top + 1; }
};

Outline outline_of(const View& view) {
    Outline out;
    const std::vector<std::uint8_t> mask = mask_of(view);
    for (int y = 0; y < view.height; ++y) {
        for (int x = 0; x < view.width; ++x) {
            if (mask[static_cast<std::size_t>(y * view.width + x)] != 0) {
                out.left = std::min(out.left, x);
                out.right = std::max(out.right, x);
                out.top = std::min(out.top, y);
                out.bottom = std::max(out.bottom, y);
            }
        }
    }
    return out;
}

Result<void> fit_thing(const LikenessPack& pack, LikenessForm& form) {
    const View& front = front_view(pack);
    const Outline outline = outline_of(front);
    if (outline.right < 0 || std::min(outline.width(), outline.height()) < 3) {
        return fail(wrong("the front picture of '" + pack.name + "' shows nothing"));
    }
    const float usual = pack.kind == PackKind::kAnimal ? kUsualPet_m : kUsualThing_m;
    const float size = pack.size_m ? static_cast<float>(*pack.size_m) : usual;
    form.size_m = size;
    const float scale = static_cast<float>(std::max(outline.width(), outline.height())) / size;
    LikenessPicture& picture = form.picture;
    PictureView place;
    float side_half = 0.0F;
    bool has_back = false;
    for (const View& view : pack.views) {
        const Outline there = outline_of(view);
        if (there.right < 0 || picture.view_count == kPictureViewsMax) {
            continue;
        }
        PictureView out = turned(view.yaw_degrees);
        // All views show it at one height.
        out.scale_y =
            scale * static_cast<float>(there.height()) / static_cast<float>(outline.height());
        out.scale_x = out.scale_y;
        out.u0 = 0.5F * static_cast<float>(there.left + there.right + 1);
        out.v0 = 0.5F * static_cast<float>(there.top + there.bottom + 1);
        if (&view == &front) {
            // Its depth is not known here: what is seen is what lies in the middle plane.
            place = out;
        }
        const float away = std::fabs(view.yaw_degrees);
        if (away > 60.0F && away < 120.0F) {
            side_half = 0.5F * static_cast<float>(there.width()) / out.scale_x;
        }
        has_back = has_back || away > 120.0F;
        add_levels(view, form.pixels, out);
        picture.views[static_cast<std::size_t>(picture.view_count++)] = out;
    }
    picture.same_behind = !has_back;
    const FrontReader reader(front, place);
    const auto inside = [&](float x, float y) { return reader.covers(x, y); };
    const float half_x = 0.5F * static_cast<float>(outline.width()) / scale;
    const float half_y = 0.5F * static_cast<float>(outline.height()) / scale;
    const Field field = make_field(
        {.left = -half_x, .right = half_x, .bottom = -half_y, .top = half_y}, size / 90.0F, inside
    );
    const float thick = *std::ranges::max_element(field.inside_m);
    const float deep =
        std::clamp(side_half > 0.0F ? side_half : 0.85F * thick, 0.03F * size, 0.6F * size);
    std::vector<float> fronts;
    std::vector<float> backs;
    for (std::size_t i = 0; i < field.mask.size(); ++i) {
        const float z = field.mask[i] != 0 ? deep * rim(field.inside_m[i], std::max(thick, 1e-4F))
                                           : -field.outside_m[i];
        fronts.push_back(z);
        backs.push_back(-z);
    }
    store(field, std::move(fronts), std::move(backs), form);
    form.top = reader.mean(-half_x, half_x, -half_y, half_y);
    return {};
}

}  // namespace

Result<std::unique_ptr<LikenessForm>> fit_likeness(const LikenessPack& pack) {
    HIBARI_TRY(check_pack(pack));
    auto form = std::make_unique<LikenessForm>();
    form->name = pack.name;
    if (pack.kind == PackKind::kPerson) {
        form->kind = LikenessKind::kHuman;
        if (pack.size_m) {
            form->size_m = std::clamp(static_cast<float>(*pack.size_m), 0.6F, 2.2F);
        }
        HIBARI_TRY(HeadFitter(pack, *form).fit());
    } else {
        form->kind = pack.kind == PackKind::kAnimal ? LikenessKind::kAnimal : LikenessKind::kObject;
        HIBARI_TRY(fit_thing(pack, *form));
    }
    form->picture.pixels = form->pixels.data();
    form->picture.pixel_count = static_cast<int>(form->pixels.size());
    if (pack.voice) {
        form->voice = LikenessForm::Voice{
            .f0_hz = static_cast<float>(pack.voice->f0_hz),
            .formant_scale = static_cast<float>(pack.voice->formant_scale),
            .syllables_per_s = static_cast<float>(pack.voice->syllables_per_s),
        };
    }
    form->recording = pack.recording.left;
    form->recording_text = pack.recording_text;
    return form;
}

}  // namespace hibari::world
