#!/bin/sh
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#     http://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.

# Makes src/main/resources/video/match.mp4, the quickstart's test video; the result is committed, so that nobody needs
# ffmpeg to run the quickstart. Everything in it is synthetic: 90 seconds of a ball on a pitch with a running clock, quiet
# but for three passages in which "the crowd roars" (0:14-0:22, 0:41-0:50, 1:09-1:17) under a red banner, so that one
# sees where a clip was taken from. Key frames stand a second apart and no picture waits for a later one (-bf 0): a clip
# can begin on any second without being encoded anew.
# Made with ffmpeg 5.1 and the DejaVu fonts of Debian 12: apt-get install ffmpeg fonts-dejavu-core
set -eu
cd "$(dirname "$0")"

font=/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf
loud='between(t,14,22)+between(t,41,50)+between(t,69,77)'
stripe='c=0x2a8a50:t=fill'
line='c=white@0.7:t=2'

ffmpeg -hide_banner -loglevel error -y \
  -f lavfi -i 'color=c=0x1f6f3f:s=320x180:r=15:d=90' \
  -f lavfi -i 'color=c=white:s=12x12:r=15:d=90' \
  -f lavfi -i 'sine=f=330:r=44100:d=90' \
  -f lavfi -i 'anoisesrc=d=90:a=0.9:r=44100:color=pink:seed=7' \
  -filter_complex "
    [0]drawbox=x=0:y=0:w=40:h=180:$stripe, drawbox=x=80:y=0:w=40:h=180:$stripe,
       drawbox=x=160:y=0:w=40:h=180:$stripe, drawbox=x=240:y=0:w=40:h=180:$stripe,
       drawbox=x=8:y=44:w=304:h=128:$line, drawbox=x=159:y=44:w=2:h=128:c=white@0.7:t=fill,
       drawbox=x=8:y=78:w=40:h=60:$line, drawbox=x=272:y=78:w=40:h=60:$line [pitch];
    [1]format=yuva420p, geq=lum='p(X,Y)':cb=128:cr=128:a='if(lte(hypot(X-5.5,Y-5.5),5.6),255,0)' [ball];
    [pitch][ball]overlay=x='150+130*sin(t*0.9)*cos(t*0.23)':y='102+52*sin(t*1.37+1)' [play];
    [play]drawbox=x=0:y=0:w=320:h=36:c=0x10202c:t=fill,
          drawbox=x=0:y=0:w=320:h=36:c=0xc62828:t=fill:enable='$loud',
          drawtext=fontfile=$font:fontcolor=white:fontsize=24:x=10:y=7:
            text='%{eif\\:t/60\\:d\\:2}\\:%{eif\\:mod(t,60)\\:d\\:2}',
          drawtext=fontfile=$font:fontcolor=0x9fb4c2:fontsize=14:x=w-tw-10:y=11:text='quiet play':enable='not($loud)',
          drawtext=fontfile=$font:fontcolor=white:fontsize=18:x=w-tw-10:y=9:text='THE CROWD ROARS':enable='$loud' [video];
    [2]volume=0.02 [hum];
    [3]volume='if($loud,1,0.004)':eval=frame [roar];
    [hum][roar]amix=inputs=2:normalize=0, aformat=channel_layouts=mono [audio]" \
  -map '[video]' -map '[audio]' -c:v libx264 -pix_fmt yuv420p -profile:v main -g 15 -bf 0 -preset slow -crf 20 \
  -c:a aac -b:a 32k -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
  src/main/resources/video/match.mp4
ls -l src/main/resources/video/match.mp4
