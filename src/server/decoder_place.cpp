#include "server/decoder_place.h"

#include <chrono>
#include <semaphore>

namespace hibari::server {
namespace {

constexpr std::ptrdiff_t kDecodersMax = 3;
constexpr std::chrono::seconds kWait{10};

std::counting_semaphore<kDecodersMax>& places() {
    static std::counting_semaphore<kDecodersMax> places(kDecodersMax);
    return places;
}

}  // namespace

Result<DecoderPlace> DecoderPlace::take() {
    if (!places().try_acquire_for(kWait)) {
        return fail(ErrorCode::kUnavailable, "too many uploads at once");
    }
    return DecoderPlace();
}

DecoderPlace::~DecoderPlace() {
    if (taken_) {
        places().release();
    }
}

}  // namespace hibari::server
