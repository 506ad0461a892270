"""What problems are about. Earlier scenes are tried first; each says by which words it is known."""

from gongyue.apps.knowledge.worded.scenes import leaves, leaving, public, sums, working

SCENES = (*public.SCENES, *leaving.SCENES, *leaves.SCENES, *working.SCENES, *sums.SCENES)
