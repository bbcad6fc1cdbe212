-- where the jobs stand
SELECT namespace, channel, state, COUNT(*)
FROM ice_highlights_job
GROUP BY namespace, channel, state;
