-- jobs that have been due for a minute and that nobody takes: does their channel have a running consumer?
SELECT namespace, channel, COUNT(*), MIN(next_look_at)
FROM ice_highlights_job
WHERE state = 'ACTIVE'
  AND GREATEST(next_look_at, COALESCE(lease_until, 0), COALESCE(waiter_until, 0))
    < EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 - 60000
GROUP BY namespace, channel;
