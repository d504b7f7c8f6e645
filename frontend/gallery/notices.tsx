import { Activity, Copy, Headphones, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '@/shared/api';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Elapsed } from '@/shared/ui/elapsed';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { ToastHost } from '@/shared/ui/toast-host';

const failure = new ApiProblem({ code: 'not_ready', status: 503, requestId: '7f3a91c2-7f3a-91c2' });

export function Notices() {
  const [since] = useState(() => Date.now());
  return (
    <>
      <Banner hue="danger" icon={Activity} title="Mango молчит 7 минут.">
        Звонки не теряются, заполняем из истории
      </Banner>
      <Banner hue="warning" icon={WifiOff} title="Нет связи с сервером 0:48.">
        Печатайте дальше
      </Banner>
      <Banner hue="info" icon={Copy} action={<a href="#here">Перенести сюда</a>}>
        Звонит в другом окне
      </Banner>
      <EmptyState
        icon={Headphones}
        title="Никто не ждёт"
        text="3 долга, старший ждёт 14 минут"
        actions={
          <Button intent="primary" combo="Enter">
            Взять долг
          </Button>
        }
      />
      <ErrorState error={failure} title="Не удалось получить звонки" onRetry={() => undefined} />
      <SkeletonLines />
      <p>
        Часы: <Elapsed since={since} />
      </p>
      <ToastHost />
    </>
  );
}
