#include "trust/visible/type_setter.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ft2build.h>
#include <vector>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

// fonts.S
extern "C" {
extern const unsigned char hibari_font_begin[];
extern const unsigned char hibari_font_end[];
extern const unsigned char hibari_font_cjk_begin[];
extern const unsigned char hibari_font_cjk_end[];
}

namespace hibari::trust {
namespace {

// FreeType counts in 64ths of a pixel.
constexpr double kUnit = 64.0;
// Widths are measured at a size where rounding does not matter.
constexpr double kMeasured_px = 256.0;
// The second font has one weight, a thin one; so much of the em is added to its strokes.
constexpr double kBolder = 1.0 / 28.0;

FT_Pos units(double pixels) {
    return static_cast<FT_Pos>(std::lround(pixels * kUnit));
}

template <typename T, auto kFree>
struct Freed {
    void operator()(T* what) const { kFree(what); }
};

using Library = std::unique_ptr<FT_LibraryRec_, Freed<FT_LibraryRec_, FT_Done_FreeType>>;
using Face = std::unique_ptr<FT_FaceRec_, Freed<FT_FaceRec_, FT_Done_Face>>;
using Stroker = std::unique_ptr<FT_StrokerRec_, Freed<FT_StrokerRec_, FT_Stroker_Done>>;

/// An outline of our own, freed with its library.
class OwnOutline {
  public:
    OwnOutline(FT_Library library, FT_UInt points, FT_Int contours) : library_(library) {
        HIBARI_CHECK(FT_Outline_New(library, points, contours, &outline_) == 0, points, contours);
    }

    ~OwnOutline() { FT_Outline_Done(library_, &outline_); }

    OwnOutline(const OwnOutline&) = delete;
    OwnOutline& operator=(const OwnOutline&) = delete;

    FT_Outline& operator*() { return outline_; }

    FT_Outline* operator->() { return &outline_; }

  private:
    FT_Library library_;
    FT_Outline outline_{};
};

struct Point {
    int x;
    int y;
    char tag;
};

constexpr char kOn = FT_CURVE_TAG_ON;
constexpr char kOff = FT_CURVE_TAG_CUBIC;

// A skylark with its crest up, its beak to the right; its wing and its eye are cut out. Cubic
// curves in hundredths of its height, y upwards.
constexpr std::array<Point, 29> kBody = {{
    {112, 62, kOn}, {106, 67, kOff}, {101, 70, kOff}, {97, 72, kOn},  {96, 83, kOff},
    {88, 90, kOff}, {78, 91, kOn},   {60, 100, kOn},  {64, 91, kOff}, {64, 88, kOff},
    {62, 84, kOn},  {52, 74, kOff},  {38, 62, kOff},  {24, 50, kOn},  {0, 37, kOn},
    {5, 25, kOn},   {30, 27, kOn},   {38, 10, kOff},  {54, 1, kOff},  {70, 3, kOn},
    {90, 7, kOff},  {99, 26, kOff},  {96, 46, kOn},   {96, 50, kOff}, {97, 54, kOff},
    {98, 57, kOn},  {102, 58, kOff}, {107, 60, kOff}, {112, 62, kOn},
}};
constexpr std::array<Point, 10> kWing = {{
    {33, 45, kOn},
    {42, 54, kOff},
    {62, 52, kOff},
    {70, 33, kOn},
    {68, 30, kOff},
    {65, 27, kOff},
    {61, 25, kOn},
    {50, 26, kOff},
    {40, 33, kOff},
    {33, 45, kOn},
}};
constexpr std::array<Point, 13> kEye = {{
    {86, 74, kOn},
    {86, 77, kOff},
    {84, 79, kOff},
    {81, 79, kOn},
    {78, 79, kOff},
    {76, 77, kOff},
    {76, 74, kOn},
    {76, 71, kOff},
    {78, 69, kOff},
    {81, 69, kOn},
    {84, 69, kOff},
    {86, 71, kOff},
    {86, 74, kOn},
}};

void raise(std::vector<std::uint8_t>& pixels, const std::vector<std::uint8_t>& drawn) {
    std::ranges::transform(pixels, drawn, pixels.begin(), [](std::uint8_t a, std::uint8_t b) {
        return std::max(a, b);
    });
}

}  // namespace

struct TypeSetter::Impl {
    Library library;
    std::array<Face, 2> faces;
    Stroker stroker;
    /// Height of a capital letter as a share of the em.
    double capital = 0.0;
    std::vector<std::uint8_t> scratch;

    Impl() {
        FT_Library opened = nullptr;
        HIBARI_CHECK(FT_Init_FreeType(&opened) == 0);
        library.reset(opened);
        faces[0] = open_face(hibari_font_begin, hibari_font_end);
        faces[1] = open_face(hibari_font_cjk_begin, hibari_font_cjk_end);
        FT_Stroker made = nullptr;
        HIBARI_CHECK(FT_Stroker_New(opened, &made) == 0);
        stroker.reset(made);
        set_em(kMeasured_px);
        HIBARI_CHECK(load(0, U'H'));
        capital = static_cast<double>(faces[0]->glyph->metrics.horiBearingY) / kUnit / kMeasured_px;
    }

    Face open_face(const unsigned char* begin, const unsigned char* end) const {
        FT_Face face = nullptr;
        HIBARI_CHECK(
            FT_New_Memory_Face(library.get(), begin, static_cast<FT_Long>(end - begin), 0, &face) ==
            0
        );
        return Face(face);
    }

    void set_em(double pixels) const {
        for (const Face& face : faces) {
            HIBARI_CHECK(FT_Set_Char_Size(face.get(), 0, units(pixels), 72, 72) == 0, pixels);
        }
    }

    /// The font that has a sign, or none.
    std::size_t face_of(char32_t sign) const {
        std::size_t index = 0;
        while (index < faces.size() && FT_Get_Char_Index(faces[index].get(), sign) == 0) {
            ++index;
        }
        return index;
    }

    bool load(std::size_t face, char32_t sign) const {
        return FT_Load_Char(faces[face].get(), sign, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0 &&
               faces[face]->glyph->format == FT_GLYPH_FORMAT_OUTLINE;
    }

    /// Calls `each(face, x)` with every glyph loaded in turn, at the size that is set, and returns
    /// where the line ends.
    template <typename Each>
    double walk(std::u32string_view line, double x, const Each& each) const {
        std::size_t last_face = faces.size();
        FT_UInt last = 0;
        for (const char32_t sign : line) {
            const std::size_t face = face_of(sign);
            if (face == faces.size() || !load(face, sign)) {
                continue;
            }
            const FT_UInt glyph = faces[face]->glyph->glyph_index;
            FT_Vector kerning{};
            if (face == last_face) {
                FT_Get_Kerning(faces[face].get(), last, glyph, FT_KERNING_UNFITTED, &kerning);
            }
            x += static_cast<double>(kerning.x) / kUnit;
            each(face, x);
            x += static_cast<double>(faces[face]->glyph->linearHoriAdvance) / 65536.0;
            last_face = face;
            last = glyph;
        }
        return x;
    }

    void fill(Coverage& coverage, FT_Outline& outline, std::vector<std::uint8_t>& pixels) {
        scratch.assign(pixels.size(), 0);
        FT_Bitmap bitmap{};
        bitmap.rows = static_cast<unsigned>(coverage.height);
        bitmap.width = static_cast<unsigned>(coverage.width);
        bitmap.pitch = coverage.width;
        bitmap.buffer = scratch.data();
        bitmap.num_grays = 256;
        bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
        // What cannot be filled (a broken glyph) is left out.
        if (FT_Outline_Get_Bitmap(library.get(), &outline, &bitmap) == 0) {
            raise(pixels, scratch);
        }
    }

    /// Fills an outline that is where it belongs, and what its own outline covers.
    void draw(Coverage& coverage, FT_Outline& outline, double outline_px) {
        if (outline.n_points == 0) {
            return;
        }
        fill(coverage, outline, coverage.ink);
        fill(coverage, outline, coverage.body);
        FT_Stroker_Set(
            stroker.get(), units(outline_px), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0
        );
        const FT_StrokerBorder outside = FT_Outline_GetOutsideBorder(&outline);
        FT_UInt points = 0;
        FT_UInt contours = 0;
        if (FT_Stroker_ParseOutline(stroker.get(), &outline, 0) != 0 ||
            FT_Stroker_GetBorderCounts(stroker.get(), outside, &points, &contours) != 0) {
            return;
        }
        OwnOutline border(library.get(), points, static_cast<FT_Int>(contours));
        border->n_points = 0;
        border->n_contours = 0;
        FT_Stroker_ExportBorder(stroker.get(), outside, &*border);
        fill(coverage, *border, coverage.body);
    }
};

TypeSetter::TypeSetter() : impl_(std::make_unique<Impl>()) {}

TypeSetter::~TypeSetter() = default;

bool TypeSetter::has(char32_t sign) const {
    return impl_->face_of(sign) < impl_->faces.size();
}

double TypeSetter::width_of(std::u32string_view line) const {
    impl_->set_em(kMeasured_px);
    return impl_->walk(line, 0.0, [](std::size_t, double) {}) / (kMeasured_px * impl_->capital);
}

void TypeSetter::draw(Coverage& coverage, std::u32string_view line, const Place& place) {
    const double em = place.capital_px / impl_->capital;
    impl_->set_em(em);
    impl_->walk(line, place.x, [&](std::size_t face, double x) {
        FT_Outline& outline = impl_->faces[face]->glyph->outline;
        if (face == 1) {
            FT_Outline_Embolden(&outline, units(em * kBolder));
        }
        FT_Outline_Translate(&outline, units(x), units(coverage.height - place.baseline));
        impl_->draw(coverage, outline, place.outline_px);
    });
}

void TypeSetter::draw_bird(Coverage& coverage, const Place& place) {
    std::vector<Point> points(kBody.begin(), kBody.end());
    std::vector<short> ends;
    const auto end_contour = [&] { ends.push_back(static_cast<short>(points.size() - 1)); };
    end_contour();
    for (const std::span<const Point> hole :
         {std::span<const Point>(kWing), std::span<const Point>(kEye)}) {
        points.insert(points.end(), hole.begin(), hole.end());
        end_contour();
    }
    OwnOutline bird(
        impl_->library.get(), static_cast<FT_UInt>(points.size()), static_cast<FT_Int>(ends.size())
    );
    const double scale = place.capital_px / 100.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        bird->points[i] = {
            units(place.x + points[i].x * scale),
            units(coverage.height - place.baseline + points[i].y * scale)
        };
        bird->tags[i] = points[i].tag;
    }
    std::ranges::copy(ends, bird->contours);
    bird->flags = FT_OUTLINE_EVEN_ODD_FILL;
    impl_->draw(coverage, *bird, place.outline_px);
}

}  // namespace hibari::trust
