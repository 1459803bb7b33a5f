#include "media/intake/colour_profile.h"

#include <lcms2.h>
#include <memory>
#include <type_traits>

namespace hibari::media {
namespace {

struct ProfileDeleter {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};

struct TransformDeleter {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};

using Profile = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, ProfileDeleter>;
using Transform = std::unique_ptr<std::remove_pointer_t<cmsHTRANSFORM>, TransformDeleter>;

}  // namespace

void convert_to_srgb(
    std::span<const std::uint8_t> profile, std::uint8_t* rows, const PixelRows& shape
) {
    const Profile from(
        cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size()))
    );
    if (!from || cmsGetColorSpace(from.get()) != cmsSigRgbData) {
        return;
    }
    const Profile to(cmsCreate_sRGBProfile());
    const cmsUInt32Number format = shape.pixel_bytes == 4 ? TYPE_RGBA_8 : TYPE_RGB_8;
    const Transform transform(cmsCreateTransform(
        from.get(), format, to.get(), format, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_COPY_ALPHA
    ));
    if (!transform) {
        return;
    }
    for (int y = 0; y < shape.size.height; ++y) {
        std::uint8_t* row = rows + y * shape.row_bytes;
        cmsDoTransform(transform.get(), row, row, static_cast<cmsUInt32Number>(shape.size.width));
    }
}

}  // namespace hibari::media
